"""Telling the canonical form by its lines: never wrong when it says yes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import current_schema
from strategy_editor.storage.canonical import is_surely_canonical
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import read_document
from tests.strategies import documents

_MIXED = current_schema().mixed_tags
_FILE = Path("strategie.xml")
_SAMPLES = sorted(shipped("samples").glob("*.xml"))
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<strategy xmlns="urn:strategy-editor:strategy:1"'
_PIECES = [
    b" ", b"  ", b"\n", b"\t", b"\r", b"\r\n", b"&#13;", b"&#9;", b"&#10;", b"&gt;", b">", b"&amp;",
    b"&quot;", b'"', b"'", b"&apos;", b"&#228;", "\u00a0".encode(), "\u2028".encode(), b"\xc2\x85",
    "\ufeff".encode(), b"<!--x-->", b"<!-- -->", b"<!--\n-->", b"<!--xmlns-->", b"<?p  d?>",
    b"<?p?>", b"<![CDATA[x]]>", b"<![CDATA[<!--]]>", b"<text/>", b"<text></text>",
    b"<text> </text>", b"<text>x</text>", b"<strong>x</strong>", b"<strong/>",
    b"<strong> </strong>", b' a="x"',
    b' xml:lang="de"', b' xml:space="preserve"', b' z="1" a="2"', b" a = '1'", b"</text>",
    b"<text>", b"<_/>", b"\n  <text/>\n", b"<text >x</text >", b"<a><b>x</b></a>", b"\xff",
    b"<a> <b>x</b></a>", b"<a>x<b/></a>", b"<strong>a</strong> <strong>b</strong>",
    b' xmlns:q="urn:q"', b'<q:a xmlns:q="urn:q"/>', b' xmlns=""', b"<paragraph/>", b"\x00",
]  # fmt: skip


def _is_right(data: bytes) -> None:
    """What is taken for canonical is read and written as it is."""
    try:
        document = read_document(_FILE, data)
    except UserError:
        return
    if is_surely_canonical(data, _MIXED):
        assert to_bytes(document, _MIXED) == data


@given(documents(), st.data())
def test_what_is_taken_for_canonical_is(document: Document, data: st.DataObject) -> None:
    canonical = to_bytes(document, _MIXED)
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(canonical)))
        gone = data.draw(st.sampled_from((0, 0, 0, 1, 2)))
        piece = data.draw(st.sampled_from((b"", *_PIECES)))
        canonical = canonical[:at] + piece + canonical[at + gone :]
    _is_right(canonical)


@pytest.mark.parametrize("piece", _PIECES, ids=repr)
def test_any_piece_at_any_place_of_a_small_file(piece: bytes) -> None:
    small = (
        _HEAD + b' id="s1" version="1.0">\n  <section id="a1" role="x">\n'
        b'    <title>T &amp; &gt; \xc3\x84</title>\n    <paragraph id="p1">A '
        b'<strong>b</strong> <term ref="t1">c</term> &lt;<footnote id="f1"><paragraph id="p2">d'
        b"</paragraph></footnote>.</paragraph>\n    <figure/>\n  </section>\n</strategy>\n"
    )
    assert is_surely_canonical(small, _MIXED)
    for at in range(len(small) + 1):
        for gone in (0, 1):
            _is_right(small[:at] + piece + small[at + gone :])


@pytest.mark.parametrize("file", _SAMPLES, ids=lambda file: file.name)
def test_our_own_files_are_known_to_be_canonical(file: Path) -> None:
    canonical = to_bytes(read_document(file, file.read_bytes()), _MIXED)
    assert is_surely_canonical(canonical, _MIXED)
    assert not is_surely_canonical(canonical.replace(b"    <title>", b"\t<title>", 1), _MIXED)


@pytest.mark.parametrize(
    "inner",
    [
        b"  <section> </section>\n",
        "  <section>\u2003</section>\n".encode(),
        b"  <section>&#13;</section>\n",
        b"   <title>x</title>\n",
        b"  <title>x</title><title>y</title>\n",
        b"  <section>\n  </section>\n",
        b"  <section><title>x</title></section>\n",
        b'  <title b="1" a="2">x</title>\n',
        b"  <title>x > y</title>\n",
        b'  <title a="&gt;">x</title>\n',
        b'  <title a="a\tb">x</title>\n',
        b"  <title></title>\n",
        b"  <paragraph><strong></strong></paragraph>\n",
        b"  <paragraph><list> <item>d</item></list></paragraph>\n",
    ],
)
def test_other_layout_is_seen(inner: bytes) -> None:
    data = _HEAD + b' id="s1">\n' + inner + b"</strategy>\n"
    assert to_bytes(read_document(_FILE, data), _MIXED) != data
    assert not is_surely_canonical(data, _MIXED)
