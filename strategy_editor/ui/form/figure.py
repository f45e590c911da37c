"""The page of a figure: its picture to choose, drop or paste, above the fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QMimeData, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from strategy_editor.document.node import Node
from strategy_editor.editing.edits import set_attribute
from strategy_editor.editing.history import Step
from strategy_editor.errors import UserError
from strategy_editor.exchange.reading.values import number_text
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.labels import ProblemLabel
from strategy_editor.ui.form.node_form import NodeForm
from strategy_editor.ui.form.own_page import FormPage
from strategy_editor.ui.form.picture_box import BOX, PictureBox
from strategy_editor.ui.form.pictures import accepted, decoded, image_on
from strategy_editor.ui.form.protocol import MakeForm
from strategy_editor.ui.icons import icon
from strategy_editor.ui.questions import Questions
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem, Severity
from strategy_editor.workspace.media import media_folder
from strategy_editor.workspace.pictures import (
    TEXT_WIDTH_CM,
    PictureInfo,
    inspect,
    keep_picture,
    picture_path,
    print_size,
    read_picture,
)
from strategy_editor.workspace.wording import error_text

_FILE = "@file"


class _Asking(Protocol):
    """The window, as far as the page knows it."""

    questions: Questions


class FigurePage(FormPage):
    """The form of a figure."""

    def __init__(
        self, controller: Controller, theme: Theme, node: Node, make_form: MakeForm
    ) -> None:
        form = NodeForm(controller, theme, node, make_form, frozenset({_FILE}))
        super().__init__(controller, node, form)
        self._shown: tuple[object, ...] | None = None
        self.box = PictureBox(theme)
        self.box.dropped.connect(self.take)
        self.box.pasted.connect(self.paste)
        self.choose_button = QPushButton(icon("image-plus", theme.muted), "")
        self.choose_button.clicked.connect(self.choose)
        self.paste_button = QPushButton(icon("clipboard-paste", theme.muted), "")
        self.paste_button.clicked.connect(self.paste)
        self.facts = QLabel()
        self.facts.setObjectName("muted")
        self.facts.setWordWrap(True)
        self.warning = ProblemLabel()
        self._problem = ProblemLabel()
        self._arrange()
        locked = controller.session.is_read_only
        for each in (self.choose_button, self.paste_button):
            each.setEnabled(not locked)
        self.box.setAcceptDrops(not locked)
        self.retranslate()

    def show_node(self, node: Node) -> None:
        """Show a newer state of the figure."""
        self._node = node
        self._form.show_node(node)
        self._show_picture()

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings beside the fields, those on the file below the picture."""
        self._form.show_problems(problems)
        own = [each for each in problems if each.node_id == self.node_id and each.field == _FILE]
        # Before there is a picture the box says what to do; no need to scold.
        self.show_found(self._problem, own if self._node.get("file") else ())

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self._form.retranslate()
        self.paste_button.setText(translate("figure.paste"))
        self._shown = None
        self._show_picture()

    def focus_first(self) -> None:
        """Put the cursor into the first field, or where there is no picture on its button."""
        if self._node.get("file"):
            self._form.focus_first()
        else:
            self.choose_button.setFocus()

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field."""
        if key.partition("#")[0] == _FILE:
            self.choose_button.setFocus()
            return True
        return self._form.focus_field(key)

    def choose(self) -> None:
        """Ask for a file and take it."""
        base = self._controller.session.path
        folder = base.parent if base is not None else Path.home()
        path = cast(_Asking, self.window()).questions.open_picture(folder)
        if path is not None:
            self._take(lambda: read_picture(path))

    def paste(self) -> None:
        """Take the picture, or the picture file, on the clipboard."""
        if not self.take(QApplication.clipboard().mimeData()):
            self._say(self._controller.translate("figure.nothing-to-paste"))

    def take(self, source: QMimeData) -> bool:
        """Take what was dropped or pasted; return whether there was a picture at all."""
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if files:
            self._take(lambda: read_picture(files[0]))
            return True
        try:
            data = image_on(source)
        except UserError as error:
            self._say(error_text(error, self._controller.translate.language))
            return True
        if data is None:
            return False
        self._take(lambda: data)
        return True

    def _take(self, read: Callable[[], bytes]) -> None:
        """Keep a picture beside the file and show it in the figure: one step of undo.

        The picture before stays in the folder, for undo brings it back.
        """
        controller, session = self._controller, self._controller.session
        if session.is_read_only:
            self._say(controller.translate("message.read-only"))
            return
        try:
            data, kind = accepted(read())
            name = keep_picture(media_folder(session.picture_base()), data, kind)
        except (UserError, OSError) as error:
            words = (
                error_text(error, controller.translate.language)
                if isinstance(error, UserError)
                else str(error)
            )
            self._say(words)
            return
        self._shown = None
        controller.apply(
            Step("figure.set", (), self.node_id, _FILE),
            lambda document: set_attribute(document, self.node_id, "file", name),
        )
        self._show_picture()

    def _say(self, sentence: str) -> None:
        self.warning.show_problem(sentence, Severity.ERROR)
        self._shown = None
        self._controller.messagePosted.emit(sentence)

    def _show_picture(self) -> None:
        node, base = self._node, self._controller.session.media_base
        folder = media_folder(base) if base is not None else None
        path = picture_path(folder, node.get("file"))
        stamp = path.stat().st_mtime_ns if path is not None else 0
        shown = (node.get("file"), node.get("width"), node.text_of("alt-text"), path, stamp)
        if shown == self._shown:
            return
        self._shown = shown
        translate = self._controller.translate
        self.facts.setText("")
        self.warning.show_problem("", None)
        self.choose_button.setText(translate("figure.choose"))
        image, hint = None, translate("figure.empty")
        if path is not None:
            image, hint = self._read(path), ""
        elif node.get("file"):
            name = folder.name if folder is not None else ""
            hint = translate("figure.missing", name=node.get("file"), folder=name)
            self.warning.show_problem(hint, Severity.WARNING)
            self.choose_button.setText(translate("figure.find"))
        self.box.show_picture(image, hint)
        alt = node.text_of("alt-text") or hint
        self.box.setAccessibleName(f"{translate('figure.picture')}: {alt}")
        self.facts.setVisible(bool(self.facts.text()))

    def _read(self, path: Path) -> QImage | None:
        try:
            data = read_picture(path)
            info = inspect(data)
            image = decoded(data, info, BOX * self.devicePixelRatio())
        except UserError as error:
            sentence = error_text(error, self._controller.translate.language)
            self.warning.show_problem(sentence, Severity.WARNING)
            return None
        self._show_size(info)
        return image

    def _show_size(self, info: PictureInfo) -> None:
        translate = self._controller.translate
        share = _share(self._node.get("width"))
        if info.kind == "svg":
            across = self._centimetres(TEXT_WIDTH_CM * (share or 100) / 100)
            self.facts.setText(translate("figure.vector", across=across))
            self.warning.show_problem(translate("figure.vector-unsupported"), Severity.WARNING)
            return
        if not info.width:
            return
        printed = print_size(info, share)
        self.facts.setText(
            translate(
                "figure.size",
                width=info.width,
                height=info.height,
                across=self._centimetres(printed.width),
                down=self._centimetres(printed.height),
                dpi=printed.dpi,
            )
        )
        if printed.is_blurred:
            sentence = translate("figure.blurred", dpi=printed.dpi)
            self.warning.show_problem(sentence, Severity.WARNING)

    def _centimetres(self, value: float) -> str:
        return number_text(f"{value:.1f}", self._controller.translate.language)

    def _arrange(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.paste_button)
        buttons.addStretch(1)
        for button in (self.choose_button, self.paste_button):
            button.setIconSize(QSize(16, 16))
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self.box)
        row.addLayout(buttons)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addLayout(row)
        box.addWidget(self.facts)
        box.addWidget(self.warning)
        box.addWidget(self._problem)
        box.addWidget(self._form)


def _share(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0
