"""The text of a field: a Qt document that holds mixed content, and the ways to change it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument

from strategy_editor.document.content import Content
from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.ui.richtext import markup
from strategy_editor.ui.richtext.formats import OBJECT_TYPE, Formats
from strategy_editor.ui.richtext.objects import InlineObjects, Labels
from strategy_editor.ui.richtext.pieces import (
    Serials,
    Stack,
    common_start,
    content_of,
    pieces_of,
)
from strategy_editor.ui.richtext.reading import (
    Run,
    piece_before,
    read,
    read_blocks,
    read_runs,
    stack_after,
    stack_before,
)
from strategy_editor.ui.richtext.writing import changed_end, restack, rewrite, rewrite_blocks, write
from strategy_editor.ui.theme import Theme


class InlineText:
    """Mixed content in a Qt document; positions are Qt's."""

    def __init__(self, document: QTextDocument, theme: Theme, translate: Translator) -> None:
        self.document = document
        self.serials = Serials()
        self._formats = Formats(self.serials, theme)
        self.objects = InlineObjects(self.serials, theme, translate)
        document.documentLayout().registerHandler(OBJECT_TYPE, self.objects)
        self.changes = 0
        """How often the document changed; only whether it is another number matters."""
        document.contentsChanged.connect(self._count)

    def content(self) -> Content:
        """Return the content as it stands."""
        return content_of(read(self.document, self._formats), self.serials)

    def show(self, content: Content, labels: Labels | None) -> None:
        """Replace everything."""
        self._formats.clear()
        self.serials.clear()
        pieces = pieces_of(content, self.serials)
        self.objects.relabel(labels)
        self.objects.forget_sizes()
        rewrite(self.document, pieces, self._formats)

    def show_blocks(
        self, rows: Sequence[tuple[Content, QTextBlockFormat]], labels: Labels | None
    ) -> None:
        """Replace everything by blocks with formats of their own."""
        self._formats.clear()
        self.serials.clear()
        made = [(pieces_of(content, self.serials), each) for content, each in rows]
        self.objects.relabel(labels)
        self.objects.forget_sizes()
        rewrite_blocks(self.document, made, self._formats)

    def block_contents(self) -> list[tuple[QTextBlock, Content]]:
        """Return each block with its content."""
        found = read_blocks(self.document, self._formats)
        return [(block, content_of(pieces, self.serials)) for block, pieces in found]

    def flat_text(self) -> str:
        """Return the characters of the document as they stand."""
        return self.document.toRawText()

    def changed_end(self, old: str, new: str) -> int:
        """Return where what changed between two flat texts ends in the newer."""
        return changed_end(old, new)

    def relabel(self, labels: Labels | None) -> None:
        """Let the objects show their newest labels."""
        if self.objects.relabel(labels):
            self.relayout()

    def relayout(self) -> None:
        """Measure and draw all objects anew."""
        self.objects.forget_sizes()
        self.document.markContentsDirty(0, self.document.characterCount())

    def set_theme(self, theme: Theme) -> None:
        """Show the same text in other colours."""
        self._formats.set_theme(theme)
        self.objects.set_theme(theme)
        runs = self.runs(0, self.document.characterCount())
        restack(self.document, runs, [run.piece.stack for run in runs], self._formats)

    def runs(self, start: int, end: int) -> list[Run]:
        """Return what stands between two positions."""
        return read_runs(self.document, self._formats, start, end)

    def piece_content(self, start: int, end: int) -> Content:
        """Return the content between two positions with what encloses it."""
        return content_of((run.piece for run in self.runs(start, end)), self.serials)

    def object_serial(self, position: int) -> int:
        """Return the number of the object that a character stands for, 0 for none."""
        return piece_before(self.document, self._formats, position + 1).object

    def element_serial(self, position: int, tag: str) -> int:
        """Return the number of the innermost element of a tag around a character, 0 for none."""
        stack = stack_after(self.document, self._formats, position)
        return next((each for each in reversed(stack) if self.serials.tag(each) == tag), 0)

    def extent(self, serial: int) -> tuple[int, int]:
        """Return where an element begins and ends."""
        runs = self.runs(0, self.document.characterCount())
        inside = [run for run in runs if serial in run.piece.stack]
        return (inside[0].start, inside[-1].end) if inside else (0, 0)

    def object_at(self, position: int) -> Node | None:
        """Return the object that a character stands for."""
        piece = piece_before(self.document, self._formats, position + 1)
        return self.serials.objects.get(piece.object)

    def objects_in_order(self) -> list[tuple[int, Node]]:
        """Return all objects with their positions."""
        objects = self.serials.objects
        runs = self.runs(0, self.document.characterCount())
        return [(run.start, objects[run.piece.object]) for run in runs if run.piece.object]

    def elements_at(self, position: int) -> list[Node]:
        """Return the elements that enclose a character, outermost first."""
        stack = stack_after(self.document, self._formats, position)
        return [self.serials.elements[serial] for serial in stack]

    def encloses(self, stack: Stack, tag: str) -> bool:
        """Whether an element with this tag is in a stack."""
        return markup.encloses(stack, tag, self.serials)

    def stack_before(self, position: int) -> Stack:
        """Return what encloses the character before a position."""
        return stack_before(self.document, self._formats, position)

    def typing_stack(self, cursor: QTextCursor) -> Stack:
        """Return what will enclose text typed at a cursor, or in place of its selection."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if start < end:
            return common_start([run.piece.stack for run in self.runs(start, end)])
        before = self.stack_before(start)
        return markup.typing_stack(
            before, stack_after(self.document, self._formats, start), self.serials
        )

    def insert(self, cursor: QTextCursor, content: Sequence[Node | str], stack: Stack) -> None:
        """Put content at a cursor, in place of its selection, within a stack of elements."""
        write(cursor, pieces_of(content, self.serials, stack), self._formats)

    def toggle(self, start: int, end: int, tag: str) -> None:
        """Let an element enclose a range, or no longer where it encloses all of it."""
        runs = self.runs(start, end)
        before = self.stack_before(start)
        after = stack_after(self.document, self._formats, end)
        stacks = markup.toggled([run.piece.stack for run in runs], tag, self.serials, before, after)
        restack(self.document, runs, stacks, self._formats)

    def toggled_typing(self, stack: Stack, tag: str) -> Stack:
        """Return a stack for typing with an element switched on or off."""
        return markup.toggled_typing(stack, tag, self.serials)

    def wrap(self, start: int, end: int, node: Node) -> None:
        """Let an element enclose a range."""
        runs = self.runs(start, end)
        stacks = markup.wrapped([run.piece.stack for run in runs], node, self.serials)
        restack(self.document, runs, stacks, self._formats)

    def unwrap(self, start: int, end: int, tags: Collection[str]) -> None:
        """Take the elements of some tags away from a range."""
        runs = self.runs(start, end)
        stacks = [markup.without(run.piece.stack, tags, self.serials) for run in runs]
        restack(self.document, runs, stacks, self._formats)

    def language_at(self, stack: Stack, default: str) -> str:
        """Return the language within a stack of elements."""
        nodes = [self.serials.elements[serial] for serial in stack]
        return next((node.get("xml:lang") for node in reversed(nodes) if node.get("xml:lang")),
                    default)  # fmt: skip

    def _count(self) -> None:
        self.changes += 1
