"""The annotations at the side: a list to filter, and the thread of the one in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.editing.annotations import OPEN, Annotation, all_annotations, is_lost
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.theme import SPACE, Theme

_STATES = {
    "open": "annotations.state-open",
    "resolved": "annotations.state-resolved",
    "lost": "annotations.state-lost",
    "all": "annotations.state-all",
}
_VERBS = {
    "reply": "annotations.verb-reply",
    "resolve": "annotations.verb-resolve",
    "rewrite": "annotations.verb-rewrite",
    "delete": "annotations.verb-delete",
}


class AnnotationsPanel(QWidget):
    """Lists the annotations; ``asked`` carries a verb and the annotation it is meant for.

    ``jumpRequested`` carries the annotation, and whether the cursor goes to its passage too.
    """

    asked = Signal(str, object)
    jumpRequested = Signal(object, bool)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        self._held = ""
        self.shown: list[Annotation] = []
        self.state = QComboBox()
        self.author = QComboBox()
        self.part = QComboBox()
        for box in (self.author, self.part):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.add = QPushButton()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setObjectName("annotations")
        self.thread_text = QLabel()
        self.thread_text.setWordWrap(True)
        self.thread_text.setTextFormat(Qt.TextFormat.PlainText)
        self.thread_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = {verb: QPushButton() for verb in _VERBS}
        self._lay_out()
        for _ in _STATES:
            self.state.addItem("")
        self.retranslate()
        for each in (self.state, self.author, self.part):
            each.currentIndexChanged.connect(lambda _at: self.show_document())
        self.search.textChanged.connect(lambda _text: self.show_document())
        self.add.clicked.connect(lambda: self.asked.emit("add", None))
        self.list.currentRowChanged.connect(self._show_thread)
        self.list.itemClicked.connect(lambda _item: self._jump(focus=False))
        self.list.itemActivated.connect(lambda _item: self._jump(focus=True))
        for verb, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, each=verb: self._ask(each))

    @property
    def current(self) -> Annotation | None:
        """The annotation in hand."""
        row = self.list.currentRow()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def tab_text(self) -> str:
        """Return what the tab of the panel says."""
        root = self._controller.session.document.root
        count = sum(1 for each in all_annotations(root) if each.state == OPEN)
        return self._controller.translate("annotations.tab", count=count)

    def show_document(self) -> None:
        """Show the annotations of the newest document; the one in hand stays in hand."""
        document = self._controller.session.document
        wanted = list(_STATES)[max(0, self.state.currentIndex())]
        words = self.search.text().casefold().split()
        found = all_annotations(document.root)
        self._fill(self.author, {each.author: each.author for each in found if each.author})
        self._fill(self.part, self._parts(found))
        author, part = self.author.currentData() or "", self.part.currentData() or ""
        self.shown = [
            each
            for each in found
            if (wanted == "all" or wanted == each.state or
                (wanted == "lost" and is_lost(document, each)))
            and author in ("", each.author, *(one.author for one in each.replies))
            and part in ("", self._part_of(each))
            and all(word in self._spoken(each).casefold() for word in words)
        ]  # fmt: skip
        held = self._held
        self.list.blockSignals(True)
        self.list.clear()
        for each in self.shown:
            self.list.addItem(QListWidgetItem(self._spoken(each)))
        ids = [each.id for each in self.shown]
        self.list.setCurrentRow(ids.index(held) if held in ids else -1)
        self.list.blockSignals(False)
        self._show_thread(self.list.currentRow())

    def hold(self, annotation_id: str) -> None:
        """Take an annotation in hand; where the filters hide it, they are let go."""
        self._held = annotation_id
        self.show_document()
        if self.current is None:
            self.search.clear()
            for box, row in ((self.state, len(_STATES) - 1), (self.author, 0), (self.part, 0)):
                box.setCurrentIndex(row)
            self._held = annotation_id
            self.show_document()
        self.list.scrollTo(self.list.currentIndex())

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; the style sheet brings them."""

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.state.setAccessibleName(translate("annotations.state"))
        self.author.setAccessibleName(translate("annotations.author"))
        self.part.setAccessibleName(translate("annotations.part"))
        self.search.setPlaceholderText(translate("annotations.search"))
        self.search.setAccessibleName(translate("annotations.search"))
        self.list.setAccessibleName(translate("annotations.name"))
        self.add.setText(translate("annotations.add"))
        for at, key in enumerate(_STATES.values()):
            self.state.setItemText(at, translate(key))
        for verb, button in self.buttons.items():
            button.setText(translate(_VERBS[verb]))
        self.show_document()

    def _part_of(self, each: Annotation) -> str:
        """Return the part of the strategy that an annotation is in, the one below the root."""
        document = self._controller.session.document
        if each.target not in document:
            return ""
        path = [node.id or "" for node in document.path(each.target)]
        return path[min(1, len(path) - 1)]

    def _parts(self, found: Sequence[Annotation]) -> dict[str, str]:
        """Return the parts with annotations, in the order of the document, and their names."""
        parts = {self._part_of(each) for each in found}
        wording = self._controller.wording
        children = self._controller.session.document.root.children
        return {each.id: wording.place(each.id) for each in children if each.id in parts}

    def _fill(self, box: QComboBox, entries: Mapping[str, str]) -> None:
        """Offer what there is to choose from; what was chosen stays, though nothing is left."""
        chosen = box.currentData() or ""
        key = "annotations.any-author" if box is self.author else "annotations.any-part"
        wanted = [("", self._controller.translate(key)), *entries.items()]
        if chosen and chosen not in entries:
            wanted.append((chosen, box.currentText()))
        if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] == wanted:
            return
        box.blockSignals(True)
        box.clear()
        for value, words in wanted:
            box.addItem(words, value)
        box.setCurrentIndex([value for value, _ in wanted].index(chosen))
        box.blockSignals(False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.add)
        head.addStretch(1)
        head.addWidget(self.state)
        verbs = QHBoxLayout()
        for button in self.buttons.values():
            verbs.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, SPACE, 0, 0)
        box.addLayout(head)
        narrowing = QHBoxLayout()
        narrowing.addWidget(self.author, 1)
        narrowing.addWidget(self.part, 1)
        box.addLayout(narrowing)
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        box.addWidget(self.thread_text)
        box.addLayout(verbs)

    def _spoken(self, each: Annotation) -> str:
        translate, wording = self._controller.translate, self._controller.wording
        document = self._controller.session.document
        place = wording.place(each.target) if each.target in document else ""
        key = "annotations.card"
        if is_lost(document, each):
            key = "annotations.card-lost" if each.quote is not None else "annotations.card-gone"
        elif each.quote is not None:
            key = "annotations.card-passage"
        return translate(
            key,
            author=each.author,
            date=wording.date(each.created[:10]),
            place=place,
            text=each.text,
            quote=each.quote.exact if each.quote is not None else "",
        )

    def _show_thread(self, row: int) -> None:
        current = self.shown[row] if 0 <= row < len(self.shown) else None
        translate, wording = self._controller.translate, self._controller.wording
        lines = [] if current is None else [
            translate("annotations.reply", author=each.author,
                      date=wording.date(each.created[:10]), text=each.text)
            for each in current.replies
        ]  # fmt: skip
        self.thread_text.setText("\n".join(lines))
        self.thread_text.setVisible(bool(lines))
        for button in self.buttons.values():
            button.setEnabled(current is not None)
        if current is not None:
            self._held = current.id
            key = "annotations.verb-resolve" if current.state == OPEN else "annotations.verb-reopen"
            self.buttons["resolve"].setText(translate(key))

    def _ask(self, verb: str) -> None:
        if self.current is not None:
            self.asked.emit(verb, self.current)

    def _jump(self, *, focus: bool) -> None:
        if self.current is not None:
            self.jumpRequested.emit(self.current, focus)
