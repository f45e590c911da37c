"""The fonts that exports name have the letters of German and Sorbian."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from strategy_editor.paths import shipped

SORBIAN = "ěščžćčłńóřśźŕĚŠČŽĆŁŃÓŘŚŹŔ"
GERMAN = "äöüÄÖÜßẞ„“‚‘–—…§€•·"
FONTS = sorted((shipped("resources") / "fonts").glob("*.ttf"))


def covered(path: Path) -> set[int]:
    """The characters of a font, from the table "cmap", format 4 (OpenType specification)."""
    data = path.read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        tables[tag] = offset
    start = tables[b"cmap"]
    (subtables,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for number in range(subtables):
        _, _, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        at = start + offset
        kind, _, _, doubled = struct.unpack_from(">HHHH", data, at)
        if kind != 4:
            continue
        length = doubled // 2
        ends = struct.unpack_from(f">{length}H", data, at + 14)
        starts = struct.unpack_from(f">{length}H", data, at + 16 + doubled)
        for first, last in zip(starts, ends, strict=True):
            found.update(range(first, last + 1))
    return found


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_letters_of_german_and_sorbian_are_there(path):
    assert [letter for letter in SORBIAN + GERMAN if ord(letter) not in covered(path)] == []


def test_word_files_name_a_font_whose_measures_ours_has():
    """Liberation Sans was drawn to the measures of Arial, which has these letters too."""
    table = (shipped("resources") / "word/strategy/word/fontTable.xml").read_text("utf-8")
    styles = (shipped("resources") / "word/strategy/word/styles.xml").read_text("utf-8")

    assert 'w:name="Arial"' in table
    assert 'w:altName w:val="Liberation Sans"' in table
    assert styles.count("<w:rFonts ") == 1
    assert len(FONTS) == 4
