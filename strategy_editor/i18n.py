"""The message catalogue: which language, and the sentence for a key.

A catalogue is the folder ``resources/locale/<language>``, a JSON object a topic; a key stands in
one file only. A value is a sentence with named placeholders (``{title}``), or an object with the
plural forms ``one`` and ``other``, chosen by the value ``count``. JSON and not gettext: keys
instead of sentences as identities, no compiled files to keep in step, and one thirtieth of the
time that reading TOML takes at start-up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from strategy_editor.paths import shipped

LANGUAGES = ("de", "en")
Message = str | dict[str, str]


@cache
def catalogue(language: str) -> Mapping[str, Message]:
    """Return all messages of a language."""
    messages: dict[str, Message] = {}
    for path in sorted((shipped("resources") / "locale" / language).glob("*.json")):
        messages.update(json.loads(path.read_text(encoding="utf-8")))
    return messages


def text(language: str, key: str, /, **values: object) -> str:
    """Return the sentence for ``key``; a missing one raises ``KeyError``."""
    message = catalogue(language)[key]
    if isinstance(message, dict):
        message = message["one" if values.get("count") == 1 else "other"]
    return message.format(**values) if values else message


class Translator:
    """The catalogue of one language at a time; the window changes it while running."""

    def __init__(self, language: str = "de") -> None:
        self.language = language

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence for ``key`` in the current language."""
        return text(self.language, key, **values)


def preferred_language(environment: Mapping[str, str]) -> str:
    """Return the language that the environment asks for, German where it asks for neither."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "de"
    return "de"
