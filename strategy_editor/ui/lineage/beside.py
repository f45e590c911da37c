"""Two goals of two editions side by side, what differs marked word by word."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.comparison.words import compare_words
from strategy_editor.document.document import Document
from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of, wording
from strategy_editor.i18n import Translator
from strategy_editor.lineage.chain import label_of
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.lineage.story import style_of
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.wording import Wording

_SIZE = (920, 560)
_TEXTS = ("statement", "rationale", "qualitative-reason")
_FACTS = ("horizon", "target-date", "status", "status-as-of", "priority", "base-date")
_PARTS = ("indicator", "measure", "subgoal", "milestone")
_MARKS = {"old": "del", "new": "ins"}


class SideBySide(FittedDialog):
    """Shows a goal in two editions, the older left; stays open while one goes on working."""

    def __init__(
        self,
        parent: QWidget,
        translate: Translator,
        theme: Theme,
        sides: tuple[tuple[Document, str], tuple[Document, str]],
    ) -> None:
        super().__init__(parent)
        self.setObjectName("side-by-side")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("beside.title"))
        self.resize(*_SIZE)
        self._translate = translate
        self.browsers = (QTextBrowser(), QTextBrowser())
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for browser, side, other in zip(self.browsers, sides, reversed(sides), strict=True):
            told = GoalSide(*side, translate.language)
            browser.setOpenLinks(False)
            browser.document().setDefaultStyleSheet(style_of(theme))
            is_new = side is sides[1]
            browser.setHtml("".join(told.html(GoalSide(*other, translate.language), is_new=is_new)))
            browser.setAccessibleName(told.heading)
            row.addWidget(browser, 1)
        self.window_button = QPushButton(translate("beside.window"))
        buttons = QDialogButtonBox()
        buttons.addButton(self.window_button, QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(translate("ask.close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("primary")
        buttons.rejected.connect(self.close)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.addLayout(row, 1)
        box.addWidget(buttons)


class GoalSide:
    """One goal of one edition in words."""

    def __init__(self, document: Document, goal_id: str, language: str) -> None:
        self._wording = Wording(document, language)
        self._label = label_of(document)
        self._goal = document.find(goal_id) or Node("goal")

    @property
    def heading(self) -> str:
        """Edition, number and title."""
        number = self._wording.numbers.get(self._goal.id or "", "")
        return f"{self._label}: {number} {title_of(self._goal)}".strip()

    def html(self, other: GoalSide, *, is_new: bool) -> Iterator[str]:
        """Yield the goal as HTML; what the other does not have is marked."""
        yield f"<h3>{escape(self.heading)}</h3>"
        for tag in _TEXTS:
            text, beside = self._text(tag), other._text(tag)
            if text:
                head = "" if tag == "statement" else f"{escape(self._wording.label(tag))}: "
                old, new = (beside, text) if is_new else (text, beside)
                marked = _marked(old, new, "new" if is_new else "old")
                yield f"<p class='text'><span class='muted'>{head}</span>{marked}</p>"
        for name in _FACTS:
            value, beside = self._value(name), other._value(name)
            if value:
                label = escape(self._wording.attribute_label("goal", name))
                shown = escape(value)
                if value != beside:
                    mark = "ins" if is_new else "del"
                    shown = f"<{mark}>{shown}</{mark}>"
                yield f"<p><span class='muted'>{label}:</span> {shown}</p>"
        for tag in _PARTS:
            names = [escape(title_of(each)) for each in self._goal.children_of(tag)]
            if names:
                label = escape(self._wording.label(tag))
                yield f"<p><span class='muted'>{label}:</span> {'<br>'.join(names)}</p>"

    def _text(self, tag: str) -> str:
        found = self._goal.child(tag)
        return " ".join(wording(found).split()) if found is not None else ""

    def _value(self, name: str) -> str:
        value = self._goal.get(name)
        if not value:
            return ""
        horizon = self._wording.profile.horizon_class(value) if name == "horizon" else None
        status = self._wording.profile.status(value) if name == "status" else None
        known = horizon or status
        return known.label if known is not None else self._wording.value_text("goal", name, value)


def _marked(old: str, new: str, side: str) -> str:
    """One side of a comparison: what stayed, and what only this side has."""
    pieces = []
    for each in compare_words(old, new):
        if each.kind == "same":
            pieces.append(escape(each.text))
        elif each.kind == side:
            mark = _MARKS[side]
            pieces.append(f"<{mark}>{escape(each.text)}</{mark}>")
    return "".join(pieces)
