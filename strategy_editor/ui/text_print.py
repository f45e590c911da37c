"""Print preview, printing and saving the pages as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from strategy_editor.document.texts import title_of
from strategy_editor.ui.host import Host
from strategy_editor.workspace.media import media_folder

if TYPE_CHECKING:
    from strategy_editor.ui.text.paper import Paper
    from strategy_editor.ui.text.preview import Preview

_SLOW = 400
"""Milliseconds after which progress is shown."""


class Printing:
    """Lays the pages out and shows them; from there they are printed or saved."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.preview: Preview | None = None

    def show(self) -> None:
        """Show the pages."""
        paper = self.paper()
        if paper is None:
            return
        from strategy_editor.ui.text.preview import Preview

        host = self._host
        preview = Preview(paper, host.translate, host.appearance.theme, host.parent_window)
        preview.printRequested.connect(partial(self.print_, paper))
        preview.saveRequested.connect(partial(self.save, paper))
        self.preview = preview
        preview.open()

    def paper(self) -> Paper | None:
        """Return the document on pages; None where the user did not want to wait."""
        from PySide6.QtWidgets import QApplication

        from strategy_editor.ui.text.paper import Paper

        host = self._host
        session = host.controller.session
        media = media_folder(session.media_base) if session.media_base is not None else None
        paper = Paper(
            session.document,
            media,
            self._title(),
            host.translate,
            QApplication.font(),
            serif=host.settings.text_serif,
        )
        return paper if self._followed("print.laying-out", paper.lay_out()) else None

    def save(self, paper: Paper) -> bool:
        """Save the pages as PDF; return whether that was done."""
        from strategy_editor.ui.text.paper import pdf_writer

        host = self._host
        suggested = host.files.folder() / (Path(host.name()).stem + ".pdf")
        path = host.questions.save_file(suggested, "pdf")
        if path is None:
            return False
        writer = pdf_writer(path, self._title())
        work = paper.print_on(writer, list(range(len(paper.pages))))
        done = self._followed("print.writing", work) and path.exists()
        if done:
            host.foot.say(host.translate("print.saved", name=path.name))
        else:
            path.unlink(missing_ok=True)
        return done

    def print_(self, paper: Paper) -> bool:
        """Ask for a printer and print; return whether that was done."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from strategy_editor.ui.text.paper import use_a4

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        use_a4(printer)
        printer.setDocName(self._title())
        dialog = QPrintDialog(printer, self._host.parent_window)
        dialog.setMinMax(1, len(paper.pages))
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return False
        first = printer.fromPage() or 1
        last = printer.toPage() or len(paper.pages)
        work = paper.print_on(printer, list(range(first - 1, min(last, len(paper.pages)))))
        return self._followed("print.printing", work)

    def _title(self) -> str:
        metadata = self._host.controller.session.document.root.child("metadata")
        return title_of(metadata) if metadata is not None else self._host.name()

    def _followed(self, key: str, work: Iterator[float]) -> bool:
        """Follow slow work with progress; return whether it was not stopped."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QProgressDialog

        translate = self._host.translate
        progress = QProgressDialog(
            translate(key), translate("ask.cancel"), 0, 100, self._host.parent_window
        )
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_SLOW)
        try:
            for share in work:
                progress.setValue(min(99, int(share * 100)))
                if progress.wasCanceled():
                    return False
            return True
        finally:
            close = getattr(work, "close", None)
            if close is not None:
                close()
            progress.close()
            progress.deleteLater()


def install(host: Host) -> Printing:
    """Connect the action for printing."""
    printing = Printing(host)
    host.actions_.connect({"print": printing.show})
    return printing
