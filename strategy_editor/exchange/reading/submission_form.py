"""Which fields a cabinet submission has, in which order and under which names.

The default is the union of what German rules of procedure ask for; an organisation may choose,
order and rename. As JSON: an object with ``title``, ``head`` and ``body``, both lists whose
entries are the key of a field or an object with ``field``, ``label`` and ``required``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from strategy_editor.errors import UserError

HEAD = (
    "actor", "unit", "contact", "phone", "mail", "file-number", "date", "submission-number",
    "session", "kind", "urgency", "classification", "edition", "subject", "rapporteur",
)  # fmt: skip
"""Fields of the head; all but ``edition``, which is the strategy's, are attributes."""
FURTHER = (
    "demography", "equality", "inclusion", "environment", "family", "small-business",
    "data-protection", "digital-check",
)  # fmt: skip
"""Fields that stand together under one heading, wherever the first of them stands."""
BODY = (
    "proposal", "facts", "reasons", "legal-basis", "finance", "staff", *FURTHER,
    "regulatory-council", "participation", "disputes", "associations", "publicity", "signature",
    "enclosures",
)  # fmt: skip
_NEEDED = frozenset(
    {
        "actor", "file-number", "date", "kind", "subject", "proposal", "facts", "reasons",
        "finance", "staff", "participation", "enclosures",
    }
)  # fmt: skip
_LONGEST = 200
Json = Any


@dataclass(frozen=True)
class FormField:
    """A field of the form; an empty label is the vocabulary's."""

    key: str
    label: str = ""
    required: bool = False


@dataclass(frozen=True)
class SubmissionForm:
    """The form of an organisation; an empty title is the vocabulary's."""

    head: Sequence[FormField]
    body: Sequence[FormField]
    title: str = ""


def default_form() -> SubmissionForm:
    """Return the form with all fields."""
    return SubmissionForm(
        [FormField(key, required=key in _NEEDED) for key in HEAD],
        [FormField(key, required=key in _NEEDED) for key in BODY],
    )


def form_of(stored: Mapping[str, Json]) -> SubmissionForm:
    """Return the form that settings describe; what they leave out is as by default.

    Raises ``UserError`` for a field that does not exist or is named twice: a submission must not
    leave the house without a part because of a slip of the pen.
    """
    usual = default_form()
    title = stored.get("title", "")
    return SubmissionForm(
        _fields(stored["head"], HEAD) if "head" in stored else usual.head,
        _fields(stored["body"], BODY) if "body" in stored else usual.body,
        title[:_LONGEST] if isinstance(title, str) else "",
    )


def _fields(entries: Json, known: Sequence[str]) -> list[FormField]:
    if not isinstance(entries, list):
        raise UserError("error.form-not-a-list", known=", ".join(known))
    fields = [_field(entry, known) for entry in entries]
    keys = [field.key for field in fields]
    for key in keys:
        if keys.count(key) > 1:
            raise UserError("error.form-field-twice", value=key)
    return fields


def _field(entry: Json, known: Sequence[str]) -> FormField:
    values = {"field": entry} if isinstance(entry, str) else entry
    key = values.get("field") if isinstance(values, dict) else None
    if not isinstance(key, str) or key not in known:
        raise UserError("error.form-field-unknown", value=entry, known=", ".join(known))
    label = values.get("label", "")
    required = values.get("required", key in _NEEDED)
    return FormField(key, label[:_LONGEST] if isinstance(label, str) else "", required is True)
