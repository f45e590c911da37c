"""The questions about versions: what to keep it as, and where to connect to."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.errors import UserError
from strategy_editor.i18n import Translator
from strategy_editor.ui.as_written import as_written
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE
from strategy_editor.versions.address import read_address
from strategy_editor.versions.credentials import Token, token_of
from strategy_editor.versions.version import KINDS, Particulars
from strategy_editor.workspace.version_wording import kind_name
from strategy_editor.workspace.wording import error_text

_WIDTH = 520
_NOTE_HEIGHT = 90


class KeepDialog(FittedDialog):
    """Asks for name, kind and note of a version; ``said`` is the answer."""

    def __init__(self, parent: QWidget, translate: Translator, kind: str, author: str) -> None:
        super().__init__(parent)
        self.setObjectName("keep-version")
        self.setWindowTitle(translate("history.keep-title"))
        self.setMinimumWidth(_WIDTH)
        self.name = QLineEdit()
        self.name.setPlaceholderText(translate("history.name-example"))
        self.kind = QComboBox()
        for each in KINDS:
            self.kind.addItem(kind_name(each, translate.language), each)
        self.kind.setCurrentIndex(KINDS.index(kind))
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        form = QFormLayout()
        for key, field in (("name", self.name), ("kind", self.kind), ("note", self.note)):
            label = translate(f"history.{key}")
            field.setAccessibleName(label)
            form.addRow(label, field)
        self._frozen = _muted(translate("history.frozen-hint"))
        buttons, self.keep = _buttons(self, translate, "history.keep")
        box = _box(self)
        box.addLayout(form)
        box.addWidget(self._frozen)
        box.addWidget(_muted(translate("history.kept-by", author=author)))
        box.addWidget(buttons)
        self.name.textChanged.connect(lambda _text: self._check())
        self.kind.currentIndexChanged.connect(lambda _at: self._check())
        self._check()
        self.name.setFocus()

    @property
    def said(self) -> Particulars:
        """What was answered."""
        name = " ".join(self.name.text().split())
        return Particulars(name, self.kind.currentData(), as_written(self.note).strip())

    def _check(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip()))
        self._frozen.setVisible(self.kind.currentIndex() >= KINDS.index("submission"))


class ConnectDialog(FittedDialog):
    """Asks for the address of a team's repository; ``address`` and ``token`` are the answer.

    ``refused`` is what a server said that wants another token: then that is asked for alone.
    """

    def __init__(
        self, parent: QWidget, translate: Translator, address: str, refused: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("connect-versions")
        self._translate = translate
        self.setWindowTitle(translate("history.connect-title"))
        self.setMinimumWidth(_WIDTH)
        self.where = QLineEdit(address)
        self.where.setReadOnly(bool(refused))
        self.where.setPlaceholderText(translate("history.address-example"))
        self.user = QLineEdit()
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        form = QFormLayout()
        fields = (("address", self.where), ("user", self.user), ("token", self.secret))
        for key, field in fields:
            label = translate(f"history.{key}")
            field.setAccessibleName(label)
            form.addRow(label, field)
        self.hint = _muted("")
        buttons, self.connect_ = _buttons(self, translate, "history.connect")
        box = _box(self)
        about = _muted(refused or translate("history.connect-about"))
        about.setObjectName("strong" if refused else "muted")
        box.addWidget(about)
        box.addLayout(form)
        box.addWidget(self.hint)
        box.addWidget(buttons)
        self.where.textChanged.connect(lambda _text: self._check())
        self._check()
        (self.secret if refused else self.where).setFocus()

    @property
    def address(self) -> str:
        """The address as it was typed."""
        return self.where.text().strip()

    @property
    def token(self) -> Token | None:
        """The token; None where none was given."""
        secret = self.secret.text().strip()
        return token_of(self.user.text().strip(), secret) if secret else None

    def _check(self) -> None:
        """Say what kind of address it is, and offer a token where one is used."""
        hint, is_good, is_web = self._translate("history.hint.none"), False, False
        if self.address:
            try:
                address = read_address(self.address)
            except UserError as error:
                hint = error_text(error, self._translate.language)
            else:
                is_good = True
                is_web = address.url.startswith("http")
                kind = "web" if is_web else "folder" if address.folder is not None else "ssh"
                hint = self._translate(f"history.hint.{kind}")
        self.hint.setText(hint)
        self.connect_.setEnabled(is_good)
        self.user.setEnabled(is_web)
        self.secret.setEnabled(is_web)


def _muted(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("muted")
    label.setWordWrap(True)
    return label


def _box(dialog: QDialog) -> QVBoxLayout:
    box = QVBoxLayout(dialog)
    box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
    box.setSpacing(2 * SPACE)
    return box


def _buttons(
    dialog: QDialog, translate: Translator, accept: str
) -> tuple[QDialogButtonBox, QPushButton]:
    buttons = QDialogButtonBox()
    go_on = QPushButton(translate(accept))
    go_on.setObjectName("primary")
    buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(translate("ask.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons, go_on
