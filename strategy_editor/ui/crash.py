"""What happens on an error in the program itself: the window stays, the text stays, it is said."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtWidgets import QStyle, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.message import MessageDialog

log = logging.getLogger(__name__)


class CrashReport:
    """Tells an unexpected error once at a time; the details can be copied for the developers."""

    def __init__(self, window: QWidget, translate: Translator) -> None:
        self._window = window
        self._translate = translate
        self._showing = False

    def install(self) -> None:
        """Take unhandled errors from now on."""
        sys.excepthook = self.report

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error and tell the user; interrupting from the terminal ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unexpected error", exc_info=(kind, error, trace))
        if self._showing:
            return
        self._showing = True
        try:
            MessageDialog(
                self._window,
                self._translate("program.name"),
                self._translate("crash.text"),
                [("ok", self._translate("ask.ok"))],
                sign=QStyle.StandardPixmap.SP_MessageBoxCritical,
                details=(
                    self._translate("crash.details"),
                    "".join(traceback.format_exception(kind, error, trace)),
                ),
            ).exec()
        finally:
            self._showing = False
