"""Language: abbreviations, long sentences, words for persons (T-01, T-04, T-06).

Deliberately quiet: one finding for each abbreviation and each text, and nothing on what is
usual in German administration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from strategy_editor.document.node import Node
from strategy_editor.document.texts import shortened
from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem, Severity, problem

_USUAL = frozenset(
    {
        "AG", "ABl", "BGB", "BGBl", "BvR", "BvL", "CD", "CSV", "DIN", "DVD", "EDV", "EG", "EN",
        "EU", "EuGH", "GG", "GmbH", "GVBl", "HTML", "ID", "ISO", "KB", "KG", "MB", "GB", "TB",
        "PC", "PDF", "PIN", "SMS", "TV", "UN", "URL", "USA", "UTF", "WLAN", "WWW", "XML", "XP",
    }
)  # fmt: skip
"""Understood by everybody, names of products, or part of a citation."""
_ROMAN = re.compile(r"[IVXLCDM]+")
_WORD = re.compile(r"[^\W\d_]+")
_LENGTH = 70


def short_forms(context: Context) -> Iterator[Problem]:
    """An abbreviation that is used before it is explained, or explained nowhere."""
    known = _listed(context)
    waiting: dict[str, tuple[str, str]] = {}
    explained: set[str] = set()
    for passage in context.passages:
        if not passage.short_forms:
            # Only texts with a short form are searched for explanations.
            continue
        explained.update(passage.explained)
        for short in passage.short_forms if passage.is_running else ():
            if short not in explained and short not in known and short not in waiting:
                waiting[short] = (passage.owner_id, passage.field)
    for short, (owner_id, field) in waiting.items():
        if not _ROMAN.fullmatch(short) and not (short.isupper() and len(short) > 6):
            rule = "short-form-too-early" if short in explained else "short-form-unexplained"
            yield problem(rule, Severity.WARNING, owner_id, field, short=short)


def long_sentences(context: Context) -> Iterator[Problem]:
    """A sentence of more words than people follow; the longest of each text."""
    for passage in context.passages:
        count, sentence = passage.longest
        if count:
            yield problem(
                "long-sentence", Severity.HINT, passage.owner_id, passage.field,
                words=count, text=shortened(sentence, _LENGTH),
            )  # fmt: skip


def persons(context: Context) -> Iterator[Problem]:
    """The masculine form alone, or a sign within a word, as the profile wants it looked at."""
    profile = context.root.child("profile") or Node("profile")
    wish = profile.get("personal-nouns", "both-forms")
    if wish == "unchecked":
        return
    for passage in context.passages:
        if passage.masculine and wish != "no-signs":
            yield problem(
                "masculine-only", Severity.HINT, passage.owner_id, passage.field,
                written=passage.masculine,
            )  # fmt: skip
        if passage.sign and wish == "no-signs":
            yield problem(
                "sign-in-word", Severity.HINT, passage.owner_id, passage.field,
                written=passage.sign,
            )  # fmt: skip


def _listed(context: Context) -> set[str]:
    """What the lists of abbreviations, actors and terms explain."""
    listed = set(_USUAL)
    for node in context.by_tag["abbreviation"]:
        listed.update(_WORD.findall(node.get("short")))
    for tag in ("actor", "glossary-entry"):
        for node in context.by_tag[tag]:
            listed.update(_WORD.findall(node.get("abbreviation")))
            listed.update(_WORD.findall(node.text_of("name")))
    return listed
