"""Words for persons in German texts: the masculine form alone, and signs within words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

MANY_WORDS = 20_000
"""Different words that are looked at once only; a long strategy has fewer of peculiar shape."""
_EDGES = ".,;:!?()[]„“”\"»«’'…–"
_SIGN = re.compile(r"\w+[a-zäöüß](?:[*:_·]in(?:nen)?|In(?:nen)?)\b")
_ENDING_IN_ER = (
    "mitarbeiter", "bürger", "nutzer", "anwender", "lehrer", "schüler", "unternehmer", "leser",
    "arbeitnehmer", "teilnehmer", "antragsteller", "einwohner", "verbraucher", "bewerber",
    "entwickler", "sachbearbeiter", "bearbeiter", "besucher", "berater", "wissenschaftler",
    "forscher", "handwerker", "informatiker", "programmierer", "rentner", "steuerzahler",
    "wähler", "helfer", "pfleger", "ansprechpartner", "abteilungsleiter", "referatsleiter",
    "projektleiter", "behördenleiter", "amtsleiter", "fachplaner", "zuwanderer",
)  # fmt: skip
_OTHERS = {
    "kunde": "kundin", "kunden": "kundin", "experte": "expertin", "experten": "expertin",
    "kollege": "kollegin", "kollegen": "kollegin", "beamte": "beamtin", "beamten": "beamtin",
    "student": "studentin", "studenten": "studentin", "patient": "patientin",
    "patienten": "patientin", "ingenieur": "ingenieurin", "ingenieure": "ingenieurin",
    "ingenieuren": "ingenieurin", "arzt": "ärztin", "ärzte": "ärztin", "ärzten": "ärztin",
    "landwirt": "landwirtin", "landwirte": "landwirtin", "landwirten": "landwirtin",
}  # fmt: skip
_FEMININE = {
    **{form + ending: form + "in" for form in _ENDING_IN_ER for ending in ("", "n", "s")},
    **_OTHERS,
}
_FORMS = tuple(each for each in _FEMININE if each not in _OTHERS)
_TAILS = frozenset(each[-5:] for each in _FORMS)


def is_masculine(word: str) -> bool:
    """Whether a word, with what may stand around it, is a masculine word for persons."""
    if not (word[:1].isupper() and word[-6:].rstrip(_EDGES)):
        return False
    bare = word.strip(_EDGES)
    return bare.isalpha() and bool(_form(bare.lower()))


def masculine_only(words: Sequence[str], persons: set[str], text: str) -> str:
    """Return the first word for persons whose feminine form the text does not have too."""
    for word in words:
        if word in persons:
            bare = word.strip(_EDGES)
            if _FEMININE[_form(bare.lower())] not in text.lower():
                return bare
    return ""


def both_forms(word: str) -> str:
    """Return the pair for the plural of a masculine word: „Bürgerinnen und Bürger“."""
    lower = word.lower()
    form = _form(lower)
    feminine = _FEMININE.get(form, lower + "in")
    start = word[: len(word) - len(form)] if form else ""
    head = feminine if start else feminine[0].upper() + feminine[1:]
    return f"{start}{head}nen und {word}"


def in_word_sign(words: Sequence[str]) -> str:
    """Return the first word that is written for all with a sign or a capital inside."""
    return next(filter(None, map(_signed, words)), "")


@lru_cache(MANY_WORDS)
def _signed(word: str) -> str:
    found = _SIGN.search(word)
    return found[0] if found else ""


def _form(lower: str) -> str:
    """Return the known form that a word is or ends with, if any."""
    if lower in _OTHERS:
        return lower
    if lower[-5:] not in _TAILS:
        return ""
    return max((each for each in _FORMS if lower.endswith(each)), key=len, default="")
