"""What is looked for: the words, how, where, and what to put in their place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.search.query import KINDS, Kind, Query
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme

_WAYS = {"case": "case-sensitive", "words": "whole-word", "expression": "regex"}
_ICON = QSize(18, 18)


class SearchBar(QWidget):
    """Two lines and some switches; ``changed`` says that another search is wanted."""

    changed = Signal()
    steppedDown = Signal()
    nextWanted = Signal(int)
    leaveWanted = Signal()

    def __init__(self, translate: Translator) -> None:
        super().__init__()
        self._translate = translate
        self.wanted = QLineEdit()
        self.wanted.setObjectName("search-find")
        self.wanted.setClearButtonEnabled(True)
        self.instead = QLineEdit()
        self.instead.setObjectName("search-replace")
        self.ways = {key: self._switch(f"search-{key}") for key in _WAYS}
        self.kinds: dict[Kind, QToolButton] = {}
        for kind in KINDS:
            self.kinds[kind] = self._switch(f"search-{kind}")
            self.kinds[kind].setChecked(True)
        self.part = QComboBox()
        self.part.setObjectName("search-part")
        self.part.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.part.setMinimumContentsLength(12)
        self.more = self._switch("search-more")
        self.wanted.textChanged.connect(self.changed)
        self.instead.textChanged.connect(self.changed)
        self.part.currentIndexChanged.connect(self.changed)
        self.more.toggled.connect(self._show_replace)
        for line in (self.wanted, self.instead):
            line.installEventFilter(self)
        self._lay_out()

    @property
    def is_replacing(self) -> bool:
        """Whether what is found is to be replaced."""
        return self.more.isChecked()

    def query(self) -> Query:
        """Return what is asked."""
        return Query(
            self.wanted.text(),
            whole_words=self.ways["words"].isChecked(),
            match_case=self.ways["case"].isChecked(),
            is_expression=self.ways["expression"].isChecked(),
            kinds=frozenset(kind for kind, button in self.kinds.items() if button.isChecked()),
            within=self.part.currentData() or "",
        )

    def offer_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        """Offer elements (id, name) to stay below; the chosen one stays offered."""
        chosen, name = self.part.currentData() or "", self.part.currentText()
        offered = [("", self._translate("search.everywhere")), *parts]
        if chosen and chosen not in dict(offered):
            offered.append((chosen, name))
        self.part.blockSignals(True)
        self.part.clear()
        for node_id, label in offered:
            self.part.addItem(label, node_id)
        self.part.setCurrentIndex([node_id for node_id, _ in offered].index(chosen))
        self.part.blockSignals(False)

    def begin(self, text: str, *, replacing: bool) -> None:
        """Put the cursor where to type; ``text`` is looked for unless it is empty."""
        if replacing:
            self.more.setChecked(True)
        if text:
            self.wanted.setText(text)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()

    def show_wrong(self, is_wrong: bool) -> None:
        """Mark the line whose expression cannot be understood."""
        self.wanted.setProperty("wrong", is_wrong)
        self.wanted.style().unpolish(self.wanted)
        self.wanted.style().polish(self.wanted)

    def set_theme(self, theme: Theme) -> None:
        """Draw icons in other colours."""
        for key, name in _WAYS.items():
            self.ways[key].setIcon(icon(name, theme.muted, theme.accent))
        self.more.setIcon(icon("replace", theme.muted, theme.accent))

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._translate
        for line, key in ((self.wanted, "search.find"), (self.instead, "search.replace")):
            line.setPlaceholderText(translate(key))
            line.setAccessibleName(translate(key))
        for key, button in self.ways.items():
            button.setToolTip(translate(f"search.{key}"))
            button.setAccessibleName(translate(f"search.{key}"))
        self.more.setToolTip(translate("search.replacing"))
        self.more.setAccessibleName(translate("search.replacing"))
        for kind, button in self.kinds.items():
            button.setText(translate(f"search.{kind}"))
        self.part.setAccessibleName(translate("search.part"))
        self.part.setToolTip(translate("search.part"))
        self.part.setItemText(0, translate("search.everywhere"))

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002
        """Go from one line to the other, as in every dialog for replacing; the switch follows."""
        way: list[QWidget] = [self.wanted, self.instead, self.more, *self.ways.values()][:4]
        held = self.window().focusWidget()
        if self.is_replacing and held in way:
            at = way.index(held) + (1 if next else -1)
            if 0 <= at < len(way):
                reason = Qt.FocusReason
                way[at].setFocus(reason.TabFocusReason if next else reason.BacktabFocusReason)
                return True
        return super().focusNextPrevChild(next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of a list work while typing."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down:
                    self.steppedDown.emit()
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                    self.nextWanted.emit(-1 if back else 1)
                    return True
                case Qt.Key.Key_Escape:
                    self.leaveWanted.emit()
                    return True
        return super().eventFilter(watched, event)

    def _switch(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("switch")
        button.setProperty("key", name)
        button.setCheckable(True)
        button.setIconSize(_ICON)
        button.toggled.connect(self.changed)
        return button

    def _show_replace(self, shown: bool) -> None:
        self.instead.setVisible(shown)
        if shown:
            self.instead.setFocus()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(2)
        first.addWidget(self.wanted, 1)
        first.addWidget(self.more)
        second = QHBoxLayout()
        second.setSpacing(2)
        for button in (*self.ways.values(), *self.kinds.values()):
            second.addWidget(button)
        second.addStretch(1)
        self.part.addItem(self._translate("search.everywhere"), "")
        self.instead.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE // 2)
        box.addLayout(first)
        box.addWidget(self.instead)
        box.addLayout(second)
        box.addWidget(self.part)
