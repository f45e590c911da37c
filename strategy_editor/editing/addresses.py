"""Addresses of links: which ones are accepted, and how what people type is completed."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_PART = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?\-\u00a1-\uffff]|%[0-9A-Fa-f]{2})*"
_HOST = r"[A-Za-z0-9\u00a1-\uffff](?:[A-Za-z0-9.\-\u00a1-\uffff]*[A-Za-z0-9\u00a1-\uffff])?"
_PERSON = r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\u00a1-\uffff.\-]+\.[A-Za-z\u00a1-\uffff]{2,}"
_UNSAFE = {" ": "%20", "<": "%3C", ">": "%3E", '"': "%22", "[": "%5B", "]": "%5D", "{": "%7B",
           "}": "%7D", "|": "%7C", "\\": "%5C", "^": "%5E", "`": "%60"}  # fmt: skip


class _Patterns(NamedTuple):
    web: re.Pattern[str]
    mail: re.Pattern[str]
    bare_mail: re.Pattern[str]
    doi: re.Pattern[str]
    bare_web: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compiled when the first address is looked at: that takes as long as opening a strategy."""
    return _Patterns(
        re.compile(
            rf"https?://{_HOST}(?::\d{{1,5}})?(?:[/?]{_PART})?(?:#{_PART})?", re.IGNORECASE
        ),
        re.compile(rf"mailto:{_PERSON}(?:\?{_PART})?", re.IGNORECASE),
        re.compile(_PERSON),
        re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE),
        re.compile(r"(?:www\.\S+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:de|eu|org|com|net|info|"
                   r"gov|int|edu|at|ch|cz|pl)(?:[/?#]\S*)?)", re.IGNORECASE),
    )  # fmt: skip


def is_address(text: str) -> bool:
    """Whether a text is an address that a link may carry as it is."""
    patterns = _patterns()
    return bool(patterns.web.fullmatch(text) or patterns.mail.fullmatch(text))


def completed_address(text: str) -> str:
    """Return the address that was meant, or nothing where it is none.

    Addresses of web and mail may lack their beginning; a DOI becomes the address that finds it.
    """
    text = "".join(_UNSAFE.get(each, each) for each in text.strip())
    patterns = _patterns()
    doi = patterns.doi.fullmatch(text.replace("%20", "", 1) if text[:4].lower() == "doi:" else text)
    if doi is not None:
        text = f"https://doi.org/{doi[1]}"
    elif patterns.bare_mail.fullmatch(text):
        text = f"mailto:{text}"
    elif patterns.bare_web.fullmatch(text):
        text = f"https://{text}"
    return text if is_address(text) else ""


def pasted_address(text: str) -> str:
    """Return the address where a pasted text is one with its scheme and nothing else."""
    text = text.strip()
    looks_whole = re.match(r"(?:https?://|mailto:|doi:)\S+$", text, re.IGNORECASE)
    return completed_address(text) if looks_whole else ""
