"""A file that is no XML, or no strategy, in the XML view: mended as text and read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTabBar, QVBoxLayout

from strategy_editor.errors import CannotRead, UserError
from strategy_editor.i18n import Translator
from strategy_editor.storage.reading import Opened, Stamp, stamp_of
from strategy_editor.storage.repairing import Raw, as_bytes, fault, reread
from strategy_editor.storage.writing import is_same_file, replace_file
from strategy_editor.ui.as_written import as_written
from strategy_editor.ui.questions import Questions, Unsaved
from strategy_editor.ui.source.keeping import TextKeeper
from strategy_editor.ui.source.numbered import NumberedEdit
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.wording import error_text


class SourceMending(QFrame):
    """Shows the text of a file in trouble at its fault.

    ``mended`` carries what was read in the end; ``changed`` says that the text is another than in
    the file, or no longer. The file itself is never written unless the user saves over it. What
    is typed is kept for recovery until it is saved, thrown away, or kept as a document.
    """

    mended = Signal(object)
    changed = Signal()
    given_up = Signal()

    def __init__(
        self, translate: Translator, theme: Theme, asking: Callable[[], Questions]
    ) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._translate = translate
        self._asking = asking
        self.path = Path()
        self._error: CannotRead | None = None
        self._raw = _raw_of("", stamp_of(b""))
        self._is_refused = False
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.addTab("")
        self.sentence = QLabel()
        self.sentence.setObjectName("strong")
        self.note = QLabel()
        self.note.setObjectName("muted")
        for label in (self.sentence, self.note):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.editor = NumberedEdit(theme)
        self.retry = self._button(self.read_again)
        self.retry.setObjectName("primary")
        self.to_fault = self._button(self.show_fault)
        self.save = self._button(self.save_text)
        self.close_file = self._button(self._give_up)
        self.keeper = TextKeeper(lambda: as_written(self.editor), self)
        self.keeper.refused.connect(self._say_refused)
        self._lay_out()
        self.editor.textChanged.connect(self._note)
        self.editor.modificationChanged.connect(lambda _is: self.changed.emit())
        QShortcut(QKeySequence.fromString("F5"), self, self.read_again)
        QShortcut(QKeySequence.fromString("F8"), self, self.show_fault)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save_text)
        self.retranslate()

    @property
    def is_modified(self) -> bool:
        """Whether there is text that no file has."""
        return self.editor.document().isModified()

    def show_file(self, path: Path, error: CannotRead, raw: Raw) -> None:
        """Show a file that cannot be read, the cursor where reading failed."""
        self._show_text(path, raw)
        self.keeper.begin(path, raw.stamp)
        self._tell(error)

    def show_recovered(
        self, path: Path, text: str, stamp: Stamp | None, adopted: Callable[[], None]
    ) -> None:
        """Show text of an earlier run, which no file has; ``adopted`` is called once it is kept."""
        self._show_text(path, _raw_of(text, stamp or stamp_of(b"")))
        self.editor.document().setModified(True)
        self.keeper.begin(path, stamp, adopted)
        self._error = None
        self._read()
        self._say()
        self.show_fault()

    def _show_text(self, path: Path, raw: Raw) -> None:
        self.path, self._raw = path, raw
        with QSignalBlocker(self.editor):
            self.editor.setPlainText(raw.text)
        self.editor.setReadOnly(not raw.is_editable)
        self.editor.document().setModified(False)
        for button in (self.retry, self.save):
            button.setEnabled(raw.is_editable)

    def read_again(self) -> None:
        """Read the text; where that works the document opens, else the next fault is shown."""
        if self.editor.isReadOnly():
            return
        opened = self._read()
        if opened is None:
            self._say()
            self.show_fault()
        else:
            self.mended.emit(opened)

    def _read(self) -> Opened | None:
        try:
            return reread(self.path, as_written(self.editor), self._raw.stamp)
        except CannotRead as error:
            self._error = error
            return None

    def hand_over(self) -> Callable[[], None] | None:
        """The text goes on as a document; return what to call once that is kept."""
        self.editor.document().setModified(False)
        return self.keeper.hand_over()

    def show_fault(self) -> None:
        """Put the cursor where reading failed."""
        if self._error is not None:
            self.editor.mark(*fault(self._error, as_written(self.editor)))
        self.editor.setFocus()

    def save_text(self) -> bool:
        """Save the text as it stands, under a name that the user chooses."""
        path = self._asking().save_file(self.path, "strategy")
        if path is None or self.editor.isReadOnly():
            return False
        data = as_bytes(as_written(self.editor))
        try:
            replace_file(path, data)
        except UserError as error:
            self._asking().tell(error_text(error, self._translate.language))
            return False
        except OSError as error:
            self._asking().tell(str(error))
            return False
        self.editor.document().setModified(False)
        self.keeper.let_go()
        if is_same_file(path, self.path):
            self._raw = replace(self._raw, stamp=stamp_of(data))
            self.keeper.begin(self.path, self._raw.stamp)
        return True

    def may_leave(self) -> bool:
        """Ask about text that no file has; return whether to go on."""
        if not self.is_modified:
            return True
        match self._asking().unsaved(self.path.name):
            case Unsaved.SAVE:
                return self.save_text()
            case Unsaved.DISCARD:
                self.keeper.discard()
                self.editor.document().setModified(False)
                return True
            case _:
                return False

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self.editor.set_theme(theme)

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._translate
        self._tabs.setTabText(0, translate("view.source"))
        self._tabs.setAccessibleName(translate("view.tabs"))
        self.editor.setAccessibleName(translate("view.source"))
        words = {
            "retry": self.retry, "to-fault": self.to_fault, "save-as": self.save,
            "close": self.close_file,
        }  # fmt: skip
        for key, button in words.items():
            button.setText(translate(f"trouble.{key}"))
            button.setAccessibleName(button.text())
        self._say()

    def _tell(self, error: CannotRead) -> None:
        self._error = error
        self._say()
        self.show_fault()

    def _say(self) -> None:
        translate, raw = self._translate, self._raw
        sentence = translate("raw.readable")
        if self._error is not None:
            sentence = error_text(self._error, translate.language)
        self.sentence.setText(sentence)
        note = translate("trouble.how" if self._error is not None else "raw.how")
        if self._is_refused:
            note = translate("raw.not-kept")
        elif not raw.is_editable:
            note = translate("trouble.not-text")
        elif not raw.is_exact:
            note = translate("trouble.encoding", encoding=raw.encoding)
        self.note.setText(note)

    def _note(self) -> None:
        if not self.editor.isReadOnly() and self.is_modified:
            self.keeper.note()

    def _say_refused(self, is_refused: bool) -> None:
        if is_refused is not self._is_refused:
            self._is_refused = is_refused
            self._say()

    def _give_up(self) -> None:
        if self.may_leave():
            self.given_up.emit()

    def _button(self, call: Callable[[], object]) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: call())
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for button in (self.retry, self.to_fault, self.save):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_file)
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        inner.setSpacing(SPACE)
        inner.addWidget(self.sentence)
        inner.addWidget(self.note)
        inner.addWidget(self.editor, 1)
        inner.addLayout(row)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(SPACE)
        box.addWidget(self._tabs)
        box.addWidget(card, 1)


def _raw_of(text: str, stamp: Stamp) -> Raw:
    return Raw(text, "utf-8", True, True, stamp)
