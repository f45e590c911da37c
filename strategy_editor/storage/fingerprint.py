"""The fingerprint of a frozen state: what ties a printed page to the bytes it was made from."""

from __future__ import annotations

from hashlib import sha256

from strategy_editor.document.document import Document
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.formatting import to_bytes

_PRINTED = 16
_GROUP = 4


def fingerprint(document: Document) -> str:
    """Return the SHA-256 of a document's canonical form, as 64 small hexadecimal digits.

    For a file that this program has written it is the SHA-256 of the file, so that anybody can
    check it with ``sha256sum``.
    """
    return fingerprint_of(to_bytes(document, current_schema().mixed_tags))


def fingerprint_of(data: bytes) -> str:
    """Return the fingerprint of a state that is at hand in its canonical form."""
    return sha256(data).hexdigest()


def printed(digest: str) -> str:
    """Return a fingerprint as it stands on paper: its first 16 digits in groups of four.

    The blanks do not break.
    """
    start = digest[:_PRINTED].upper()
    return "\u00a0".join(start[at : at + _GROUP] for at in range(0, len(start), _GROUP))
