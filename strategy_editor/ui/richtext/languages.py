"""The languages that a passage may be in."""

from __future__ import annotations

from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext.surroundings import Target

CODES = (
    "de", "en", "hsb", "dsb", "cs", "pl", "fr", "la", "ar", "bg", "da", "el", "es", "et", "fi",
    "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk",
    "vi",
)  # fmt: skip
"""The ones most needed in Saxony first, the others of the Union and of large communities."""


def name_of(code: str, translate: Translator) -> str:
    """Return what a language is called, or its code where it is none of these."""
    known = code.partition("-")[0].lower()
    return translate(f"language.{known}") if known in CODES else code


def language_targets(translate: Translator) -> list[Target]:
    """Return the languages for choosing."""
    rest = sorted(CODES[8:], key=lambda code: translate(f"language.{code}"))
    return [
        Target(code, "", translate(f"language.{code}"), code, "languages")
        for code in (*CODES[:8], *rest)
    ]
