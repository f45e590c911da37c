"""Laws of the rich-text field: nothing shown gets lost, and no edit makes what does not fit."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from strategy_editor.document.characters import holds
from strategy_editor.document.node import COMMENT, INSTRUCTION, Node, element
from strategy_editor.i18n import Translator
from strategy_editor.schema.catalog import load_validator
from strategy_editor.storage.elements import to_element
from strategy_editor.ui.richtext.clipboard import (
    INLINE,
    MIME_TYPE,
    from_clipboard,
    from_xml,
    one_line,
    to_xml,
)
from strategy_editor.ui.richtext.field import RichTextField
from strategy_editor.ui.richtext.pieces import CONTAINERS, normalised
from strategy_editor.ui.richtext.text import InlineText
from strategy_editor.ui.theme import LIGHT

pytestmark = pytest.mark.gui

_ODD = (
    "\u202f\u2060\u200f\u05d0\u0627\u064e\U0001f468\U0001f3fd   "
    "\u2028\u2029\u00a0\u00ad\u200b\u200d\u202e\ufeff\ufffc\ufffd\ufdd0\ufdd1\u0301\t\n\r\u0085😀𝄞 "
)
_CHARACTERS = st.one_of(
    st.sampled_from(_ODD),
    st.sampled_from("abcäß „“"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff").filter(holds),
)
_MANY = 3 * settings().max_examples
_TEXTS = st.text(_CHARACTERS, max_size=8)
_NUMBERS = count()
_TAGS = st.sampled_from(
    [
        ("emphasis", ()),
        ("strong", ()),
        ("strong", (("{urn:x}mark", "1"),)),
        ("term", (("entry", "g1"),)),
        ("term", ()),
        ("emphasis", (("{urn:x}mark", "1"), ("{urn:y}n", "2"))),
        ("link", (("href", "mailto:a@b.de"), ("{urn:x}mark", ""))),
        ("passage", (("xml:lang", "hsb"),)),
        ("link", (("href", "https://example.org/a?b=c"),)),
        ("passage", (("xml:lang", "en"),)),
    ]
)


def _objects() -> st.SearchStrategy[Node]:
    """Nodes that cannot be edited as text; each is another one."""
    return st.builds(
        lambda make, text: make(text, next(_NUMBERS)),
        st.sampled_from(
            [
                lambda text, n: Node("footnote", (("id", f"f{n}"),), (text,) if text else ()),
                lambda text, n: element("footnote", element("strong", text + "x"), id=f"f{n}"),
                lambda text, n: element(
                    "footnote",
                    text + "x",
                    element("link", element("emphasis", "a"), href="https://a.de"),
                    element("cross-reference", target=f"z{n}"),
                    Node(COMMENT, (), ("x",)),
                    element("term", element("strong", "t"), entry="g1"),
                    id=f"f{n}",
                ),
                lambda _, n: Node("strong", (("{urn:x}n", f"{n}"),)),
                lambda _, n: element("cross-reference", target=f"z{n}", show="number"),
                lambda _, n: Node(COMMENT, (), (f" {n} ",)),
                lambda _, n: Node(INSTRUCTION, (("target", "seite"),), (f"{n}",)),
                lambda text, n: Node(
                    "{urn:x}mark", (("n", f"{n}"),), (text + "x", element("strong"))
                ),
            ]
        ),
        _TEXTS,
    )


def _wrap(inner: st.SearchStrategy[tuple[Node | str, ...]]) -> st.SearchStrategy[Node]:
    return st.builds(lambda tag, content: Node(*tag, content), _TAGS, inner)


_CONTENTS = st.recursive(
    st.lists(st.one_of(_TEXTS, _TEXTS, _objects()), max_size=4).map(tuple),
    lambda inner: st.lists(st.one_of(_TEXTS, _objects(), _wrap(inner)), max_size=4).map(tuple),
    max_leaves=8,
)


@cache
def _validator() -> etree.XMLSchema:
    return load_validator()


def _fits(content: tuple[Node | str, ...]) -> bool:
    paragraph = Node("paragraph", (("id", "p"),), content)
    return _validator().validate(to_element(paragraph))


def _opaque(content: tuple[Node | str, ...]) -> list[Node]:
    found = []
    for part in content:
        if isinstance(part, Node) and part.tag in CONTAINERS and part.content:
            found += _opaque(part.content)
        elif isinstance(part, Node) and part.tag not in CONTAINERS:
            found.append(part)
    return found


def _texts(content: tuple[Node | str, ...]) -> str:
    return "".join(part if isinstance(part, str) else _texts(part.content) for part in content)


@pytest.fixture(scope="module")
def translate() -> Translator:
    return Translator("de")


@pytest.fixture(scope="module")
def field(qapp, translate):
    made = RichTextField(LIGHT, translate, new_id=lambda: f"n{next(_NUMBERS)}")
    made.resize(500, 200)
    yield made
    made.deleteLater()


@given(_CONTENTS)
@settings(max_examples=_MANY)
@example(("\ufeffa\ufeff",))
@example(("a", "", "b", element("strong"), element("strong", "")))
@example((element("emphasis", "a"), element("emphasis", "b"), element("emphasis", "\n", "\n")))
@example((element("strong", element("emphasis", "a"), element("emphasis", "b")), "\ufffc"))
def test_what_is_shown_is_read_back(field, content):
    field.show_content(("x",))
    field.show_content(content)
    assert field.editor.inline.content() == normalised(content)
    assert field.content() == normalised(content)


@given(_CONTENTS)
def test_a_document_without_window_keeps_content_too(qapp, translate, content):
    text = InlineText(QTextDocument(), LIGHT, translate)
    text.show(content, None)
    assert text.content() == normalised(content)
    text.set_theme(LIGHT)
    assert text.content() == normalised(content)


@given(_CONTENTS)
def test_the_clipboard_brings_content_back(content):
    content = normalised(content)
    assert from_xml(to_xml(content)) == content


_PLACE = st.integers(0, 200)
_HTML = [
    "<p>a <b>b <i>c</i></b></p><p>d</p>",
    '<ul><li>x</li><li><a href="https://a.de">y<br>z</a></li></ul>',
    "<table><tr><td>1</td><td>2</td></tr></table>",
    "<p>&nbsp;a\u00ad\u202e<!-- c --><?x y?></p>",
]
_EDITS = st.one_of(
    st.tuples(st.just("type"), st.text(st.sampled_from('abc "-\u00a0ß'), min_size=1, max_size=6)),
    st.tuples(st.just("press"), st.sampled_from(["Backspace", "Delete"])),
    st.tuples(st.just("toggle"), st.sampled_from(["strong", "emphasis"])),
    st.tuples(st.just("paste"), st.text(st.one_of(_CHARACTERS, st.sampled_from("\0\x0b\uffff")))),
    st.tuples(st.just("own"), _CONTENTS),
    st.tuples(st.just("wrap"), st.just("")),
    st.tuples(st.just("word"), st.sampled_from(["Backspace", "Delete"])),
    st.tuples(st.just("clear"), st.just("")),
    st.tuples(st.just("insert"), st.sampled_from(["footnote", "cross-reference", "link"])),
    st.tuples(st.just("html"), st.text(st.sampled_from('ab <>/&"bipul\n'), max_size=20)),
    st.tuples(st.just("rich"), st.sampled_from(_HTML)),
    st.tuples(st.just("drag"), _PLACE),
    st.tuples(st.just("method"), st.sampled_from(["é", "😀", "ß\ufffe", "…"])),
    st.tuples(st.just("language"), st.sampled_from(["hsb", "en"])),
)
_LEAVES_ALL = frozenset({"toggle", "wrap", "clear", "drag", "language"})
_STEPS = st.lists(st.tuples(_PLACE, _PLACE, _EDITS), min_size=1, max_size=6)


@given(_CONTENTS, _STEPS)
@settings(max_examples=_MANY)
def test_edits_keep_content_valid_and_lose_nothing_else(field, content, steps):
    assert _fits(content)
    field.show_content(content)
    heard: list[tuple[Node | str, ...]] = []
    field.edited.connect(heard.append)
    try:
        for anchor, position, (kind, value) in steps:
            _select(field, anchor, position)
            _check_edit(field, kind, value, heard)
    finally:
        field.edited.disconnect(heard.append)


def _select(field: RichTextField, anchor: int, position: int) -> None:
    document = field.editor.document()
    cursor = QTextCursor(document)
    cursor.setPosition(_boundary(document, anchor))
    cursor.setPosition(_boundary(document, position), QTextCursor.MoveMode.KeepAnchor)
    field.editor.setTextCursor(cursor)


def _boundary(document: QTextDocument, position: int) -> int:
    position %= document.characterCount()
    at = document.characterAt(position)
    return position - 1 if len(at) == 1 and "\udc00" <= at <= "\udfff" else position


def _check_edit(field: RichTextField, kind: str, value: object, heard: list) -> None:
    before = field.content()
    goes, comes = _going(field, kind, value)
    heard.clear()
    _edit(field, kind, value)
    after = field.content()
    assert heard in ([], [after]) or kind == "type"
    assert (heard[-1] if heard else before) == after
    assert after == normalised(after)
    assert _fits(after)
    assert holds(_texts(after))
    kept = [node for node in _opaque(before) if node not in goes]
    found = [node for node in _opaque(after) if node in kept]
    # Dragging changes the order of objects, and nothing else does.
    assert found == kept or (kind == "drag" and Counter(found) == Counter(kept))
    assert len(_opaque(after)) == len(kept) + comes
    cursor = field.editor.textCursor().position()
    field.show_content(after)
    assert field.editor.textCursor().position() == cursor
    assert field.editor.inline.content() == after


def _going(field: RichTextField, kind: str, value: object) -> tuple[list[Node], int]:
    """Which objects an edit takes away, and how many it brings."""
    cursor = field.editor.textCursor()
    if kind in ("toggle", "wrap", "clear", "drag", "language") or (
        kind == "paste" and not one_line(_sent(str(value)))
    ):
        return [], 0
    if kind == "press" and not cursor.hasSelection():
        _extend(cursor, forward=value == "Delete")
    if kind == "word" and not cursor.hasSelection():
        step = "NextWord" if value == "Delete" else "PreviousWord"
        cursor.movePosition(
            getattr(QTextCursor.MoveOperation, step), QTextCursor.MoveMode.KeepAnchor
        )
    runs = field.editor.inline.runs(cursor.selectionStart(), cursor.selectionEnd())
    objects = field.editor.inline.serials.objects
    goes = [objects[run.piece.object] for run in runs if run.piece.object]
    if kind == "own" and not _takes(value):
        return [], 0
    if kind in ("html", "rich"):
        source = QMimeData()
        source.setHtml(value)
        if not from_clipboard(source, INLINE, None):
            return [], 0
    if kind == "insert":
        return goes, int(value != "link")
    return goes, len(_opaque(value)) if kind == "own" else 0


def _sent(text: str) -> str:
    """What of a text arrives through Qt's clipboard."""
    return text.removeprefix("\ufeff")


def _extend(cursor: QTextCursor, *, forward: bool) -> None:
    """Select what a key takes: Delete what one sees as a character, Backspace a code point."""
    if forward:
        step = QTextCursor.MoveOperation.NextCharacter
        cursor.movePosition(step, QTextCursor.MoveMode.KeepAnchor)
    elif cursor.position():
        previous = _boundary(cursor.document(), cursor.position() - 1)
        cursor.setPosition(previous, QTextCursor.MoveMode.KeepAnchor)


def _takes(content: tuple[Node | str, ...]) -> bool:
    return bool(_opaque(content) or _texts(content))


def _edit(field: RichTextField, kind: str, value: object) -> None:
    _WAYS[kind](field, value)


def _press(field: RichTextField, key: str, held=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(field.editor, getattr(Qt.Key, f"Key_{key}"), held)


def _commit(field: RichTextField, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QGuiApplication.sendEvent(field.editor, event)


def _paste(field: RichTextField, *, own=None, html=None, text=None) -> None:
    source = QMimeData()
    if own is not None:
        source.setData(MIME_TYPE, to_xml(own))
    elif html is not None:
        source.setHtml(html)
    else:
        source.setText(text)
    field.editor.insertFromMimeData(source)


def _insert(field: RichTextField, tag: str) -> None:
    made = {
        "footnote": Node("footnote", (("id", f"n{next(_NUMBERS)}"),)),
        "cross-reference": element("cross-reference", target=f"z{next(_NUMBERS)}"),
        "link": element("link", "hier", href="https://a.de"),
    }
    field.insert_node(made[tag])


def _drag(field: RichTextField, place: int) -> None:
    """Drag the selection to another place of the text; within itself nothing moves."""
    editor = field.editor
    cursor = editor.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    target = _boundary(editor.document(), place)
    if start < end and not start <= target <= end:
        editor.move_selection(target)


_WAYS = {
    "type": lambda field, text: QTest.keyClicks(field.editor, text),
    "press": _press,
    "word": lambda field, key: _press(field, key, Qt.KeyboardModifier.ControlModifier),
    "toggle": lambda field, tag: field.editor.toggle(tag),
    "clear": lambda field, _: field.tools.verbs.clear_formats(),
    "insert": _insert,
    "drag": _drag,
    "method": _commit,
    "language": lambda field, code: field.wrap_selection(Node("passage", (("xml:lang", code),))),
    "wrap": lambda field, _: field.wrap_selection(element("link", href="https://example.org/")),
    "own": lambda field, content: _paste(field, own=content),
    "html": lambda field, html: _paste(field, html=html),
    "rich": lambda field, html: _paste(field, html=html),
    "paste": lambda field, text: _paste(field, text=text),
}


@given(_CONTENTS, st.lists(st.tuples(_PLACE, _PLACE, _EDITS), min_size=1, max_size=5))
@settings(max_examples=80)
def test_undo_by_revisions_shows_each_as_it_was(field, content, steps):
    """The session keeps whole contents: showing an older one again gives just that."""
    field.show_content(content)
    seen = [field.content()]
    for anchor, position, (kind, value) in steps:
        _select(field, anchor, position)
        _edit(field, kind, value)
        seen.append(field.content())
    for older in reversed(seen):
        field.show_content(older)
        assert field.editor.inline.content() == older
