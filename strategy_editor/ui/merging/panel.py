"""The view of conflicts: what is open, each version beside the others, and the ways to settle."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.merging.conflict import KINDS, Conflict, Variant
from strategy_editor.merging.fragments import plain
from strategy_editor.merging.resolve import Choice, choices_for, proposal
from strategy_editor.merging.stored import conflicts_in
from strategy_editor.ui.as_written import as_written
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.merging.cards import VersionCard
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.merge_wording import MergeWording

_CARD = 172
"""Pixels. Versions narrower than this are scrolled."""
_HAND = 64


class ConflictsPanel(QWidget):
    """Lists the open conflicts; ``chosen`` carries one and the choice that settles it."""

    chosen = Signal(object, object)
    jumpRequested = Signal(str, str)

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self._controller = controller
        self._theme = theme
        self._most = 0
        self._held = ""
        self.shown: list[Conflict] = []
        self.kind = QComboBox()
        for _ in range(len(KINDS) + 1):
            self.kind.addItem("")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(120)
        self.count = QLabel()
        self.previous = QPushButton()
        self.next = QPushButton()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setObjectName("conflicts")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.place = QPushButton()
        self.place.setObjectName("crumb")
        self.cards: list[VersionCard] = []
        self._row = QHBoxLayout()
        self.hand = QPlainTextEdit()
        self.hand.setMaximumHeight(_HAND)
        self.verbs = {verb: QPushButton() for verb in ("both", "value", "as-is")}
        self.nothing = QLabel()
        self.nothing.setObjectName("muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def current(self) -> Conflict | None:
        """The conflict in hand."""
        row = self.list.currentRow()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def step(self, by: int) -> None:
        """Go to the next conflict or the one before, round the ends."""
        if self.shown:
            self.list.setCurrentRow((self.list.currentRow() + by) % len(self.shown))

    def show_new_session(self) -> None:
        """Another document is open: count anew."""
        self._most, self._held = 0, ""
        self.show_document()

    def show_document(self) -> None:
        """Show the conflicts of the newest document; the one in hand stays in hand."""
        document = self._controller.session.document
        found = conflicts_in(document.root)
        self._most = max(self._most, len(found))
        wanted = self.kind.currentIndex() - 1
        self.shown = [each for each in found if wanted < 0 or each.kind == KINDS[wanted]]
        wording = self._wording()
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([wording.question(each) for each in self.shown])
        ids = [each.id for each in self.shown]
        at = ids.index(self._held) if self._held in ids else min(max(row, 0), len(ids) - 1)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        self._show_counts(len(found))
        self._show_conflict()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)
        self._show_conflict()

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.kind.setItemText(0, translate("merging.all-kinds"))
        for at, kind in enumerate(KINDS, 1):
            label = self._controller.wording.choice("conflict", "kind", kind)
            self.kind.setItemText(at, label)
        self.kind.setAccessibleName(translate("merging.kind"))
        self.list.setAccessibleName(translate("merging.list"))
        self.hand.setAccessibleName(translate("merging.hand"))
        self.hand.setPlaceholderText(translate("merging.hand"))
        self.previous.setText(translate("merging.previous"))
        self.next.setText(translate("merging.next"))
        for verb, button in self.verbs.items():
            button.setText(translate(f"merging.verb.{verb}"))
            button.setToolTip(translate(f"merging.tip.{verb}"))
        self.place.setToolTip(translate("merging.jump"))
        self.show_document()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addWidget(self.progress)
        head.addStretch(1)
        head.addWidget(self.kind)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(self._row)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self._versions = QScrollArea()
        self._versions.setWidgetResizable(True)
        self._versions.setWidget(inner)
        verbs = QHBoxLayout()
        for button in self.verbs.values():
            verbs.addWidget(button)
        verbs.addStretch(1)
        detail = self._detail = QWidget()
        box = QVBoxLayout(detail)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.place, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self._versions, 1)
        box.addWidget(self.hand)
        box.addLayout(verbs)
        split = self._split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(SPACE)
        split.addWidget(self.list)
        split.addWidget(detail)
        split.setSizes([110, 440])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE)
        outer.addLayout(head)
        outer.addWidget(self.nothing, 1)
        outer.addWidget(split, 1)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self.show_document())
        self.list.currentRowChanged.connect(lambda _row: self._show_conflict())
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.place.clicked.connect(self._jump)
        self.hand.textChanged.connect(self._show_verbs)
        self.verbs["both"].clicked.connect(lambda: self._choose(Choice("both")))
        self.verbs["as-is"].clicked.connect(lambda: self._choose(Choice("as-is")))
        self.verbs["value"].clicked.connect(self._by_hand)

    def _show_counts(self, count: int) -> None:
        translate = self._controller.translate
        settled = self._most - count
        self.count.setText(translate("merging.progress", settled=settled, total=self._most))
        self.progress.setRange(0, max(1, self._most))
        self.progress.setValue(settled)
        self.progress.setAccessibleName(self.count.text())
        key = "merging.all-settled" if self._most else "merging.nothing"
        self.nothing.setText(translate(key if not count else "merging.none-of-kind"))
        self.nothing.setVisible(not self.shown)
        self._split.setVisible(bool(self.shown))

    def _show_conflict(self) -> None:
        conflict = self.current
        if conflict is None:
            return
        self._held = conflict.id
        wording = self._wording()
        self.place.setText(wording.place(conflict.target, conflict.field))
        self.place.setAccessibleName(self.place.text())
        self._versions.setAccessibleName(self.place.text())
        versions = _in_columns(conflict)
        self._make_cards(len(versions))
        for card, variant in zip(self.cards, versions, strict=True):
            card.show_version(wording, conflict, variant)
        self.hand.setPlainText(_plain(wording, conflict))
        self._show_verbs()

    def _make_cards(self, count: int) -> None:
        while len(self.cards) > count:
            card = self.cards.pop()
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self.cards) < count:
            card = VersionCard(self._controller.translate, self._theme)
            card.setMinimumWidth(_CARD)
            number = len(self.cards)
            card.taken.connect(lambda at=number: self._take(at))
            self.cards.append(card)
            self._row.addWidget(card, 1)

    def _show_verbs(self) -> None:
        conflict = self.current
        if conflict is None:
            return
        possible = choices_for(self._controller.session.document, conflict)
        by_hand = "value" in possible and _is_plain(conflict)
        self.hand.setVisible(by_hand)
        self.verbs["value"].setVisible("value" in possible)
        self.verbs["both"].setVisible("both" in possible)

    def _take(self, at: int) -> None:
        conflict = self.current
        if conflict is not None:
            variant = _in_columns(conflict)[at]
            several = variant.side == "theirs" and len(conflict.others) > 1
            self._choose(Choice(variant.side, variant.by[0] if several and variant.by else ""))

    def _by_hand(self) -> None:
        conflict = self.current
        if conflict is None:
            return
        if not _is_plain(conflict):
            # Markup is written where it can be seen.
            self._jump()
            self._controller.messagePosted.emit(self._controller.translate("merging.write-there"))
            return
        text = as_written(self.hand).strip()
        value = text if conflict.kind == "attribute" else escape(text, quote=False)
        self._choose(Choice("value", value=value))

    def _choose(self, choice: Choice) -> None:
        if self.current is not None:
            self.chosen.emit(self.current, choice)

    def _jump(self) -> None:
        if self.current is not None:
            self.jumpRequested.emit(self.current.target, self.current.field)

    def _wording(self) -> MergeWording:
        controller = self._controller
        return MergeWording(controller.session.document, controller.translate.language)


def _in_columns(conflict: Conflict) -> list[Variant]:
    """Ours, then what it was before, then theirs."""
    ours = [each for each in conflict.variants if each.side == "ours"]
    return [*ours, conflict.base, *conflict.others]


def _is_plain(conflict: Conflict) -> bool:
    """Whether no version has any markup, so that words alone can be written."""
    if conflict.kind == "attribute":
        return True
    return conflict.kind == "text" and all("<" not in (v.value or "") for v in conflict.variants)


def _plain(wording: MergeWording, conflict: Conflict) -> str:
    """What the text written by hand starts from."""
    ours = conflict.variant("ours")
    proposed = proposal(conflict) if _is_plain(conflict) else None
    if proposed is not None:
        return plain(proposed)
    if ours.value is None:
        return ""
    return ours.value if conflict.kind == "attribute" else wording.version(conflict, ours)
