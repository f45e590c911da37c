"""The panels of the window, side by side, and the switch between the views of the middle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from strategy_editor.ui.afterwards import AfterPainting
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.panel import FormPanel
from strategy_editor.ui.outline.panel import OutlinePanel
from strategy_editor.ui.problems.panel import ProblemsPanel
from strategy_editor.ui.problems.passage import passage_of
from strategy_editor.ui.sides import Sides
from strategy_editor.ui.tabbing import enter
from strategy_editor.ui.theme import SPACE, Theme

VIEWS = ("form", "text", "comparison", "lineage", "source", "conflicts")
HIDDEN = frozenset({"conflicts"})
"""Views that have a tab only where there is something in them."""
WIDE = frozenset({"comparison", "lineage", "conflicts"})
"""Views that show things beside one another."""
PANES = ("outline", "sides")
_THREE_PANES = 60
"""Heights of a line: a narrower window has room for two panes."""
_THREE_WITH_WIDE = 100
"""Heights of a line: in a narrower window the side lets a wide view have its room."""
_PANE = 310
"""Pixels that the outline and the sides have at least, where nobody divided the window."""
_SHARES = 23
"""Of these the outline gets five and the sides four, in a wide window."""
_LEAST_HEIGHT = 266
"""Pixels that the panels can do with."""


class View(Protocol):
    """A view of the middle."""

    def show_document(self) -> None:
        """Show the newest document and selection."""
        ...

    def show_new_session(self) -> None:
        """Another document is open: nothing of the old one stays."""
        ...

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        ...

    def retranslate(self) -> None:
        """Speak the current language."""
        ...


class Panels(QWidget):
    """Outline, the chosen view, problems. A view is made when it is first looked at."""

    viewChanged = Signal(str)
    compareSourceRequested = Signal(str)
    baselineChanged = Signal()
    """"Changed since" refers to another state now."""
    panesChanged = Signal()
    """Outline or side was shown or hidden."""

    def __init__(self, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._controller = controller
        self._theme = theme
        self.outline = OutlinePanel(controller, theme)
        self.form = FormPanel(controller, theme)
        self.problems = ProblemsPanel(controller, theme)
        self.outline.setProperty("help", "outline")
        self.form.setProperty("help", "form")
        self.problems.setProperty("help", "problems")
        self._made: dict[str, View] = {"form": self.form}
        self._provided: dict[str, Callable[[], View]] = {}
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._is_narrow = False
        self._is_divided_by_hand = False
        self._has_let_go = False
        self._is_side_wanted = False
        self._beside = AfterPainting(self, self._show_beside)
        self.sides = Sides(theme)
        self.sides.add("problems", self.problems, "square-check")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        for _ in VIEWS:
            self._tabs.addTab("")
        for view in HIDDEN:
            self._tabs.setTabVisible(VIEWS.index(view), False)
        self._tabs.currentChanged.connect(lambda at: self.show_view(VIEWS[at]))
        self._lay_out()
        self._connect()
        self._label()

    @property
    def view(self) -> str:
        """The view that is shown."""
        return VIEWS[self._tabs.currentIndex()]

    def panel(self, view: str) -> View:
        """Return a view of the middle, made now if it was never shown."""
        if view not in self._made:
            made = self._makers()[view]()
            self._made[view] = made
            self._stack.addWidget(made)  # type: ignore[arg-type]
        return self._made[view]

    def provide(self, view: str, make: Callable[[], View]) -> None:
        """Let a feature make a view, when it is first looked at."""
        self._provided[view] = make

    def offer(self, view: str, is_offered: bool) -> None:
        """Give a view a tab, or take it away once another view is in front."""
        at = VIEWS.index(view)
        self._tabs.setTabVisible(at, is_offered or self.view == view)

    def show_view(self, view: str) -> None:
        """Bring a view to the front."""
        panel, held = self.panel(view), self.window().focusWidget()
        is_in_hand = held is not None and self._stack.isAncestorOf(held)
        self._tabs.setTabVisible(VIEWS.index(view), True)
        self._tabs.setCurrentIndex(VIEWS.index(view))
        self._stack.setCurrentWidget(panel)  # type: ignore[arg-type]
        if self._is_narrow and view in WIDE and self.has_pane("sides"):
            # Beside one another they would be wider than the screen.
            self.show_pane("sides", shown=False)
        self._let_go()
        panel.show_document()
        if is_in_hand and held is not None and not held.isVisible():
            self.focus_view()
        self.viewChanged.emit(view)

    def focus_view(self) -> None:
        """Give the keyboard to the view in front: to what had it there last, else to its text."""
        panel = self._stack.currentWidget()
        assert panel is not None
        last: QWidget | None = panel.focusWidget()
        if panel is self.form and not (last is not None and last.isVisible()):
            self.form.focus_field("")
        else:
            enter(panel, panel.focusProxy())

    def compare_with(self, path: Path) -> None:
        """Show what differs between a file and the open document."""
        self.show_view("comparison")
        self._made["comparison"].compare_with(path)  # type: ignore[attr-defined]

    def show_document(self) -> None:
        """Show the newest document; views out of sight follow when they come to the front.

        What is being typed is painted first.
        """
        if self._controller.is_typing:
            self.panel(self.view).show_document()
            self._beside.start()
            return
        self.outline.show_document()
        self.panel(self.view).show_document()
        self.sides.show_document()
        self._beside.stop()

    def _show_beside(self) -> None:
        """Let what stands beside the text in hand follow."""
        self._beside.stop()
        self.outline.show_document()
        self.sides.show_document()

    def show_selection(self) -> None:
        """Show the selected element everywhere."""
        if self._beside.is_due:
            self._show_beside()
        self.outline.select(self._controller.selected_id)
        self.panel(self.view).show_document()
        self.sides.show_document()

    def show_problems(self) -> None:
        """Show the newest findings."""
        self.problems.show_problems()
        self.outline.show_problems()
        self.form.show_problems()
        self.sides.label()

    def show_new_session(self) -> None:
        """Another document is open: nothing of the old one stays."""
        self.outline.show_document()
        self.outline.expand_first()
        for panel in self._made.values():
            panel.show_new_session()

    @property
    def panes(self) -> list[QWidget]:
        """Outline, view and side, as far as they are to be seen, from left to right."""
        return [each for each in (self.outline, self._stack, self.sides) if not each.isHidden()]

    def card_in_hand(self) -> str:
        """Return the id of the element in whose open card somebody writes, empty for none."""
        return self.form.card_in_hand() if self.view == "form" else ""

    def in_hand(self) -> str:
        """Return the element that a verb for a single one is for: of an open card, or selected."""
        return self.card_in_hand() or self._controller.selected_id

    def jump(self, node_id: str, field: str) -> None:
        """Open the form of an element at a field; what is selected beside it stays selected."""
        if self._jump_into_table(node_id, field):
            return
        chosen = self._controller.selected_ids
        self._controller.select_many(chosen if node_id in chosen else (), node_id)
        self.show_view("form")
        self.form.focus_field(field)
        found = self.problems.current
        is_meant = found is not None and (found.node_id, found.field) == (node_id, field)
        self.form.point_at(passage_of(found) if found is not None and is_meant else None)

    def _jump_into_table(self, node_id: str, field: str) -> bool:
        """Milestones stand on the page of what they belong to, with most of their fields."""
        document = self._controller.session.document
        node = document.find(node_id)
        if node is None or node.tag != "milestone" or self._controller.selected_id == node_id:
            return False
        self._controller.select(document.parent_id(node_id) or "")
        self.show_view("form")
        return self.form.show_step(node_id, field)

    def show_passage(self, node_id: str, field: str, span: tuple[int, int], *, focus: bool) -> None:
        """Show a stretch of text, counted in the wording of a field; may take the keyboard."""
        self._controller.select(node_id)
        if self.view not in ("form", "text"):
            self.show_view("form")
        if self.view == "form":
            self.form.show_passage(field, span, focus=focus)
        else:
            panel = self.panel("text")
            panel.show_passage(node_id, field, span, focus=focus)  # type: ignore[attr-defined]

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self.outline.set_theme(theme)
        self.sides.set_theme(theme)
        for panel in self._made.values():
            panel.set_theme(theme)

    def retranslate(self) -> None:
        """Speak the current language."""
        self._label()
        self.outline.retranslate()
        self.sides.retranslate(self._controller.translate("side.tabs"))
        for panel in self._made.values():
            panel.retranslate()

    def _label(self) -> None:
        translate = self._controller.translate
        for at, view in enumerate(VIEWS):
            self._tabs.setTabText(at, translate(f"view.{view}"))
        self._tabs.setAccessibleName(translate("view.tabs"))

    def _makers(self) -> dict[str, Callable[[], View]]:
        return {
            "text": self._make_text,
            "comparison": self._make_comparison,
            "source": self._make_source,
            **self._provided,
        }

    # Views other than the first are loaded when they are first looked at.

    def _make_text(self) -> View:
        from strategy_editor.ui.text_panel import TextPanel

        panel = TextPanel(self._controller, self._theme)
        panel.jumpRequested.connect(self.jump)
        return panel

    def _make_source(self) -> View:
        from strategy_editor.ui.source.panel import SourcePanel

        return SourcePanel(self._controller, self._theme)

    def _make_comparison(self) -> View:
        from strategy_editor.ui.comparison.panel import ComparisonPanel

        panel = ComparisonPanel(self._controller, self._theme)
        panel.sourceRequested.connect(self.compareSourceRequested)
        panel.jumpRequested.connect(self.jump)
        return panel

    def _connect(self) -> None:
        self.problems.jumpRequested.connect(self.jump)
        self.sides.wanted.connect(lambda: self.show_pane("sides", shown=True))
        self.outline.tree.activated.connect(lambda _index: self._open_form())

    def minimumSizeHint(self) -> QSize:
        """Return no more height than a small screen has at 200 %: lists and areas give way."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), _LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_pane(self, name: str, *, shown: bool) -> None:
        """Show or hide ``outline`` or ``sides``; a narrow window has room for one of them."""
        pane: QWidget = self.outline if name == "outline" else self.sides
        other: QWidget = self.sides if name == "outline" else self.outline
        pane.setVisible(shown)
        if name == "sides":
            self._is_side_wanted, self._has_let_go = shown, False
        if shown and self._is_narrow:
            other.hide()
        self.panesChanged.emit()

    def has_pane(self, name: str) -> bool:
        """Whether ``outline`` or ``sides`` is to be seen."""
        pane: QWidget = self.outline if name == "outline" else self.sides
        return not pane.isHidden()

    def _make_room(self) -> None:
        """Let the side go where the window becomes too narrow for three panes, and come back."""
        is_narrow = self.width() < _THREE_PANES * self.fontMetrics().height()
        if is_narrow != self._is_narrow:
            self._is_narrow, self._has_let_go = is_narrow, False
            self.outline.show()
            self.sides.setVisible(not is_narrow)
            if is_narrow:
                self._split.setSizes([3 * self.width() // 10, 7 * self.width() // 10, 0])
            self.panesChanged.emit()
        if not is_narrow:
            self._let_go()
            if not self._is_divided_by_hand:
                self._divide()

    def _let_go(self) -> None:
        """Let the side go while a wide view needs its room, unless somebody has called for it."""
        is_close = self.width() < _THREE_WITH_WIDE * self.fontMetrics().height()
        is_in_the_way = is_close and self.view in WIDE and not self._is_side_wanted
        if self._is_narrow or is_in_the_way is self._has_let_go:
            return
        if is_in_the_way and self.sides.isHidden():
            return
        self._has_let_go = is_in_the_way
        self.sides.setVisible(not is_in_the_way)
        self.panesChanged.emit()

    def _divide(self) -> None:
        """Give the panes their share of the window; the middle takes what is left."""
        width = self._split.width()
        outline, sides = (
            min(max(share * width // _SHARES, _PANE), 4 * _PANE // 3) for share in (5, 4)
        )
        self._split.setSizes([outline, width - outline - sides, sides])

    def _divided_by_hand(self) -> None:
        self._is_divided_by_hand = True

    def _open_form(self) -> None:
        self.show_view("form")
        self.form.focus_field("")

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setObjectName("plain")
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(self._tabs)
        box.addWidget(self._stack, 1)
        self._split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE)
        for widget in (self.outline, middle, self.sides):
            split.addWidget(widget)
        split.setStretchFactor(1, 1)
        split.splitterMoved.connect(self._divided_by_hand)
        split.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        row.addWidget(split)
