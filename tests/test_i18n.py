"""The two catalogues say the same things, and just what the program says."""

from __future__ import annotations

import ast
import json
import re
import string
from pathlib import Path

import pytest

import strategy_editor
from strategy_editor.i18n import LANGUAGES, Translator, catalogue, preferred_language, text
from strategy_editor.paths import shipped

PACKAGE = Path(strategy_editor.__file__).parent
# A name that looks like a key: words of small letters, joined by points.
KEY = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")
GERMAN, ENGLISH = catalogue("de"), catalogue("en")


def sentences(message: str | dict[str, str]) -> list[str]:
    return [message] if isinstance(message, str) else list(message.values())


def placeholders(message: str | dict[str, str]) -> set[str]:
    return {
        name
        for sentence in sentences(message)
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name is not None
    }


def test_a_key_stands_in_one_file_and_in_the_same_in_both_languages():
    def homes(language):
        folder = shipped("resources") / "locale" / language
        return [
            (path.name, key)
            for path in sorted(folder.glob("*.json"))
            for key in json.loads(path.read_text(encoding="utf-8"))
        ]

    assert len(homes("de")) == len(GERMAN)
    assert sorted(homes("de")) == sorted(homes("en"))


def test_both_languages_have_the_same_keys():
    assert set(GERMAN) == set(ENGLISH)


def test_both_languages_have_the_same_placeholders_and_forms():
    def form(message):
        names = sorted(message) if isinstance(message, dict) else None
        return placeholders(message), names, all(map(str.strip, sentences(message)))

    assert {key: form(GERMAN[key]) for key in GERMAN} == {
        key: form(ENGLISH[key]) for key in ENGLISH
    }
    for message in GERMAN.values():
        assert form(message)[1] in (None, ["one", "other"])
        assert form(message)[2]


def used_keys() -> tuple[set[str], set[str]]:
    """All whole keys in the code, and regular expressions for those put together."""
    whole: set[str] = set()
    patterns: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                pattern = "".join(
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"[a-zA-Z0-9.-]*"
                    for part in node.values
                )
                if re.match(r"[a-z]+(\\-[a-z]+)*\\\.", pattern):
                    patterns.add(pattern)
    return whole, patterns


WHOLE, PATTERNS = used_keys()


def is_used(key: str) -> bool:
    area, _, name = key.partition(".")
    if area in ("problem", "reason", "kind"):
        # Put together from the area and a name that stands elsewhere.
        return name in WHOLE or any(re.fullmatch(each, name) for each in PATTERNS)
    return key in WHOLE or any(re.fullmatch(each, key) for each in PATTERNS)


def test_no_key_is_unused():
    assert {key for key in GERMAN if not is_used(key)} == set()


def test_patterns_do_not_excuse_everything():
    """Keys put together from parts begin with a word of their own."""
    assert PATTERNS
    assert not any(re.fullmatch(each, "nonsense.nothing-uses-this") for each in PATTERNS)


def test_every_key_in_the_code_exists():
    areas = {key.partition(".")[0] for key in GERMAN}
    named = {each for each in WHOLE if KEY.fullmatch(each) and each.partition(".")[0] in areas}
    files = (".json", ".xml", ".docx", ".html", ".txt", ".qss", ".svg", ".css", ".js", ".toml")
    modules = {each for each in named if each.endswith(files)}
    assert {each for each in named - modules - set(GERMAN) if not _is_rule(each)} == set()


def _is_rule(name: str) -> bool:
    """Findings of the schema are called ``schema.…``; their sentences have ``problem.`` before."""
    return f"problem.{name}" in GERMAN


def test_every_rule_has_a_sentence():
    """Rules are named where problems are made."""
    named: set[str] = set()
    for path in (PACKAGE / "validation").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if made and node.func.id in ("problem", "_error") and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    named.add(str(first.value))
    assert len(named) > 30
    assert {rule for rule in named if f"problem.{rule}" not in GERMAN} == set()


def test_every_error_that_is_raised_has_a_sentence():
    keys = {each for each in WHOLE if re.fullmatch(r"error\.[a-z-]+", each)}
    assert len(keys) > 20
    assert keys <= set(GERMAN)


def test_english_is_not_left_german_nor_german_english():
    same = {
        key
        for key in GERMAN
        if GERMAN[key] == ENGLISH[key]
        and any(len(sentence.split()) > 3 for sentence in sentences(GERMAN[key]))
        and not any(sentence.lstrip().startswith("{") for sentence in sentences(GERMAN[key]))
    }
    assert same == set()


def test_plurals_are_chosen_by_the_count():
    assert text("de", "severity.errors", count=1) == "1 Fehler"
    assert text("en", "severity.errors", count=1) == "1 error"
    assert text("en", "severity.errors", count=0) == "0 errors"
    assert text("en", "severity.errors", count=2) == "2 errors"


def test_values_may_hold_braces():
    assert "{x}" in text("en", "error.bad-date", value="{x}")


def test_a_missing_key_is_an_error():
    with pytest.raises(KeyError):
        text("de", "no.such.key")


def test_a_translator_changes_its_language_while_running():
    translate = Translator("de")
    german = translate("severity.error")
    translate.language = "en"
    assert (german, translate("severity.error")) == ("Fehler", "error")


@pytest.mark.parametrize(("environment", "expected"), [
    ({}, "de"), ({"LANG": "en_GB.UTF-8"}, "en"), ({"LANG": "de_DE.UTF-8"}, "de"),
    ({"LANG": "fr_FR"}, "de"), ({"LANG": "en_US", "LC_ALL": "de_DE"}, "de"),
    ({"LANG": "de_DE", "LC_MESSAGES": "en_US"}, "en"), ({"LC_ALL": "", "LANG": "EN"}, "en"),
])  # fmt: skip
def test_the_environment_says_the_language(environment, expected):
    assert preferred_language(environment) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_kept_sorted_so_that_they_can_be_merged(language):
    for path in (shipped("resources") / "locale" / language).glob("*.json"):
        keys = list(json.loads(path.read_text(encoding="utf-8")))
        assert keys == sorted(keys), path.name
