"""One edition of a comparison: its printed entries, composed and laid out for its column."""

from __future__ import annotations

from pathlib import Path

from strategy_editor.document.document import Document
from strategy_editor.ui.comparison.rows import Keyed, keyed
from strategy_editor.ui.text.following import Anchor
from strategy_editor.ui.text.laid import Laid
from strategy_editor.ui.text.parts import Facts, Picture, Rows, Text
from strategy_editor.ui.text.sheet import Sheet
from strategy_editor.ui.text.styles import Styles


class Edition:
    """An aligned document in a column; ``media`` is where its pictures lie."""

    def __init__(self, document: Document, media: Path | None, styles: Styles) -> None:
        self.document = document
        self.sheet = Sheet(styles)
        self.sheet.pictures.set_folder(media)
        self.sheet.show(document, Anchor())
        self.keyed: Keyed = keyed(self.sheet.flow)

    def laid(self, index: int) -> Laid:
        """Return an entry laid out."""
        return self.sheet.laid(index)

    def said(self, index: int) -> tuple[object, ...]:
        """Return what an entry says, without numbers that follow from its place."""
        return tuple(_said(part) for part in self.sheet.parts(index))

    def node_id(self, index: int) -> str:
        """Return the id of the element that an entry shows."""
        return self.sheet.flow.blocks[index].node_id


def _said(part: object) -> object:
    match part:
        case Text():
            return tuple(
                (run.text if not run.target and run.footnote is None else "", run.marks, run.link)
                for run in part.runs
            )
        case Facts():
            return part.pairs
        case Picture():
            return (part.file, part.alt, part.share)
        case Rows():
            return tuple(
                (_said(cell.text), cell.row, cell.column, cell.rows, cell.columns)
                for cell in part.cells
            )
    return part
