"""Breaking, joining and deleting texts where they are written, each one step of undo."""

from __future__ import annotations

from typing import Protocol

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.editing.edits import insert, place
from strategy_editor.editing.flowing import Flowed, TextPlace, broken, joined
from strategy_editor.editing.history import Step
from strategy_editor.editing.nesting import nested, unnested
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.pasting import put_blocks
from strategy_editor.ui.text.places import Spot
from strategy_editor.ui.text.source import Caret, Source
from strategy_editor.ui.text.view import TextView


class Pen(Protocol):
    """What is in hand."""

    source: Source | None

    def spot(self) -> Spot | None:
        """Return where the text in hand stands."""
        ...

    def leave(self) -> None:
        """Lay it down."""
        ...

    def want(self, caret: Caret) -> None:
        """Say where the caret belongs in the next revision."""
        ...


class BlockVerbs:
    """What is done to the text in hand and to those beside it."""

    def __init__(self, pen: Pen, view: TextView, controller: Controller) -> None:
        self._pen = pen
        self._view = view
        self._controller = controller

    def enter(self) -> bool:
        """Break the text at the caret; return whether it was broken."""
        spot, caret, source = self._pen.spot(), self._view.marking.caret, self._pen.source
        if spot is None or caret is None or source is None:
            return False
        node = self._controller.session.document.node(source.node_id)
        if node.tag == "item" and not self._view.places.scale(spot).length:
            return self.nest(source, deeper=False)
        where = self._place(spot, caret)
        schema, new_id = self._controller.session.schema, self._controller.new_id
        done = broken(self._controller.session.document, schema, where, new_id)
        return done is not None and self._apply("edit.break", source, done)

    def join_before(self) -> bool:
        """Join the text in hand to the one before; what cannot be is said."""
        spot, source = self._pen.spot(), self._pen.source
        if spot is None or source is None:
            return True
        node = self._controller.session.document.node(source.node_id)
        if node.tag == "item" and source.field == "text" and self._is_first_item(node):
            return self.nest(source, deeper=False)
        other = self._view.places.following(spot, -1)
        if other is not None:
            self._join(other, spot)
        return True

    def join_behind(self) -> bool:
        """Join the text behind to the one in hand."""
        spot = self._pen.spot()
        other = self._view.places.following(spot, 1) if spot is not None else None
        if spot is not None and other is not None:
            self._join(spot, other)
        return True

    def delete_marked(self) -> bool:
        """Take away what is marked over several texts."""
        ends = self._view.marking.ends()
        if ends is None:
            return True
        first, last = ends
        between = self._between(first.spot, last.spot)
        self._edit(
            "edit.delete-text",
            self._place(first.spot, first.caret),
            self._place(last.spot, last.caret),
            between,
        )
        return True

    def paste(self, html: str, text: str) -> bool:
        """Put pasted blocks in at the caret; return whether the text can be followed by them."""
        spot, marking = self._pen.spot(), self._view.marking
        if spot is None or marking.caret is None or marking.anchor is None:
            return False
        ends = sorted((self._place(spot, marking.caret), self._place(spot, marking.anchor)))
        place = put_blocks(self._controller, ends[0], ends[1].offset, html, text)
        if place is not None:
            self._view.go(Caret(Source(*place.text), self._position(place)))
        return place is not None

    def nest(self, source: Source, *, deeper: bool) -> bool:
        """Put the item in hand a level deeper or higher."""
        schema, new_id = self._controller.session.schema, self._controller.new_id
        caret = self._view.marking.caret
        node_id = source.node_id

        def edit(document: Document) -> Document:
            if deeper:
                return nested(document, node_id, new_id)
            done = unnested(document, schema, node_id, new_id)
            if caret is not None:
                field = source.field if done.node(node_id).tag == "item" else ""
                self._pen.want(Caret(Source(node_id, field), caret.position))
            return done

        self._controller.session.close_step()
        step = Step("edit.nest" if deeper else "edit.unnest", (), node_id)
        self._controller.apply(step, edit)
        return True

    def is_last_cell(self, source: Source) -> bool:
        """Whether a cell is the last of its table."""
        document = self._controller.session.document
        table, _ = place(document, source.node_id)
        rows = table.children_of("row")
        return (
            bool(rows)
            and rows[-1].id == source.node_id
            and (source.at + 1 == len(rows[-1].children_of("cell")))
        )

    def add_row(self, source: Source) -> bool:
        """Add an empty row below the last one and go to its first cell."""
        schema = self._controller.session.schema
        table, at = place(self._controller.session.document, source.node_id)
        count = max(1, len(table.children_of("column")))
        cells = tuple(Node("cell") for _ in range(count))
        row = Node("row", (("id", self._controller.new_id()),), cells)
        self._pen.want(Caret(Source(row.id or "", "cell"), 0))
        return self._controller.apply(
            Step("edit.add-row", (), table.id),
            lambda document: insert(document, schema, table.id or "", row, at + 1),
        )

    def _join(self, first: Spot, last: Spot) -> None:
        places = self._view.places
        end = Caret(places.source(first), places.scale(first).length)
        start = Caret(places.source(last), 0)
        self._edit("edit.join", self._place(first, end), self._place(last, start), [])

    def _edit(self, label: str, first: TextPlace, last: TextPlace, between: list[str]) -> None:
        schema = self._controller.session.schema
        source = Source(*first.text)
        position = self._position(first)

        def edit(document: Document) -> Document:
            done, _ = joined(document, schema, first, last, between)
            self._pen.want(Caret(source, position))
            self._view.marking.clear()
            return done

        self._controller.session.close_step()
        self._controller.apply(Step(label, (), first.node_id), edit)

    def _apply(self, label: str, source: Source, done: Flowed) -> bool:
        document, where = done
        self._pen.want(Caret(Source(*where.text), 0))
        self._controller.session.close_step()
        return self._controller.apply(Step(label, (), source.node_id), lambda _old: document)

    def _place(self, spot: Spot, caret: Caret) -> TextPlace:
        offset = self._view.places.scale(spot).characters(caret.position)
        return TextPlace(*caret.source, offset)

    def _position(self, where: TextPlace) -> int:
        spot = self._view.places.find(Source(*where.text), self._view.first_shown)
        if spot is None:
            return 0
        return self._view.places.scale(spot).edit_of_characters(where.offset)

    def _between(self, first: Spot, last: Spot) -> list[str]:
        """Return the elements whose texts are between two others."""
        places, found = self._view.places, []
        spot = places.following(first, 1)
        while spot is not None and spot < last:
            found.append(places.source(spot).node_id)
            spot = places.following(spot, 1)
        return found

    def _is_first_item(self, item: Node) -> bool:
        around, _ = place(self._controller.session.document, item.id or "")
        return around.children_of("item")[0] is item
