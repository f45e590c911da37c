"""The drawing of an indicator for Word, read back record by record ([MS-EMF])."""

from __future__ import annotations

import struct

import pytest

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.exchange.docx.course_emf import course_emf
from strategy_editor.exchange.reading.reader import Reader

HEADER, POLYGON, POLYLINE, END, ELLIPSE, TEXT = 1, 3, 4, 14, 42, 84
WIDTH, HEIGHT = 140.0, 70.0


def drawn(*values: Node) -> bytes:
    root = element("strategy", **{"xml:lang": "de"})
    return course_emf(Reader(Document(root)), element("indicator", *values), WIDTH, HEIGHT)


def value(tag: str, number: str, when: str) -> Node:
    return element(tag, value=number, when=when)


def records(content: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    while at < len(content):
        kind, size = struct.unpack_from("<II", content, at)
        found.append((kind, content[at : at + size]))
        at += size
    return found


def texts(content: bytes) -> list[str]:
    found = []
    for kind, record in records(content):
        if kind == TEXT:
            count, start = struct.unpack_from("<II", record, 44)
            found.append(record[start : start + 2 * count].decode("utf-16-le"))
    return found


@pytest.fixture
def content():
    return drawn(
        value("baseline", "4", "2013-12-31"), value("target", "30", "2015-12"),
        value("target", "80", "2017-06"),
    )  # fmt: skip


def test_the_header_says_what_follows(content):
    listed = records(content)
    kind, header = listed[0]
    signature, size, count = header[40:44], *struct.unpack_from("<II", header, 48)

    assert (kind, signature, len(header)) == (HEADER, b" EMF", 108)
    assert (size, count) == (len(content), len(listed))
    assert [kind for kind, _ in listed].count(END) == 1
    assert listed[-1][0] == END
    assert all(len(record) % 4 == 0 for _, record in listed)
    assert struct.unpack_from("<4i", header, 24)[2:] == (round(WIDTH / 72 * 2540),
                                                         round(HEIGHT / 72 * 2540))  # fmt: skip


def test_each_value_is_a_mark_of_its_kind_and_lies_on_the_drawing(content):
    kinds = [kind for kind, _ in records(content)]
    assert kinds.count(ELLIPSE) == 1
    assert kinds.count(POLYGON) == 2
    for kind, record in records(content):
        if kind in (POLYGON, POLYLINE, ELLIPSE):
            left, top, right, bottom = struct.unpack_from("<4i", record, 8)
            assert 0 <= left <= right <= WIDTH / 72 * 2540
            assert 0 <= top <= bottom <= HEIGHT / 72 * 2540


def test_the_axes_say_values_and_years(content):
    assert texts(content) == ["0", "50", "100", "2013", "2015", "2017"]


def test_numbers_are_written_in_the_language_of_the_strategy():
    found = texts(drawn(value("actual", "0.5", "2013"), value("actual", "2500", "2014")))
    assert "2\u202f000" in found or "2\u00a0000" in found


def test_the_same_values_give_the_same_bytes(content):
    again = drawn(
        value("baseline", "4", "2013-12-31"), value("target", "30", "2015-12"),
        value("target", "80", "2017-06"),
    )  # fmt: skip
    assert again == content
