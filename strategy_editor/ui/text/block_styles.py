"""The style of the block in hand, or of all that are marked: a button and a menu."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from strategy_editor.document.document import Document
from strategy_editor.editing.history import Step
from strategy_editor.editing.styling import TextName, style_of, styled, styles
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.icons import icon
from strategy_editor.ui.text.block_verbs import Pen
from strategy_editor.ui.text.places import Spot
from strategy_editor.ui.text.source import Caret, Source
from strategy_editor.ui.text.view import TextView
from strategy_editor.ui.theme import Theme

_ICONS = {
    "paragraph": "pilcrow",
    "bullet": "list",
    "number": "list-ordered",
    "letter": "list-tree",
    "quotation": "text-quote",
    "box": "square",
    "section": "type",
}


class BlockStyles:
    """Offers the styles that the schema allows here; the cursor stays in its text."""

    def __init__(self, pen: Pen, view: TextView, controller: Controller, theme: Theme) -> None:
        self._pen = pen
        self._view = view
        self._controller = controller
        self.theme = theme

    @property
    def current(self) -> str:
        """The style of the text in hand; nothing where it has none."""
        source = self._pen.source
        if source is None:
            return ""
        document = self._controller.session.document
        return style_of(document, TextName(source.node_id, source.field))

    def offered(self) -> list[str]:
        """Return the styles that the marked texts can have."""
        if not self.current:
            return []
        session = self._controller.session
        return styles(session.document, session.schema, self._texts(), date.today())

    def choose(self, style: str) -> bool:
        """Give the marked texts a style, in one step of undo; return whether that changed any."""
        marking, texts = self._view.marking, self._texts()
        ends = marking.anchor, marking.caret
        schema, new_id = self._controller.session.schema, self._controller.new_id
        moved: dict[TextName, TextName] = {}

        def moved_to(caret: Caret) -> Caret:
            name = TextName(caret.source.node_id, caret.source.field)
            return Caret(Source(*moved.get(name, name)), caret.position)

        def edit(document: Document) -> Document:
            done, found = styled(document, schema, texts, style, date.today(), new_id)
            moved.update(zip(texts, found, strict=True))
            if ends[1] is not None:
                self._pen.want(moved_to(ends[1]))
            marking.clear()
            return done

        self._controller.session.close_step()
        step = Step("edit.style", (), texts[0].node_id if texts else "")
        changed = self._controller.apply(step, edit)
        if ends[0] is not None and ends[1] is not None:
            self._view.mark(moved_to(ends[0]), moved_to(ends[1]))
        return changed

    def fill(self, menu: QMenu) -> None:
        """Offer the styles in a menu; what cannot be here is not offered."""
        menu.clear()
        group, current = QActionGroup(menu), self.current
        for style in self.offered():
            action = menu.addAction(self.name(style))
            action.setIcon(icon(_ICONS[style], self.theme.muted, self.theme.accent))
            action.setCheckable(True)
            action.setChecked(style == current)
            action.triggered.connect(lambda _checked=False, to=style: self.choose(to))
            group.addAction(action)

    def submenu(self, parent: QWidget) -> QAction | None:
        """Return the styles as an entry of another menu; None where there is no choice."""
        if not self.current:
            return None
        menu = QMenu(self._controller.translate("text.style"), parent)
        self.fill(menu)
        return menu.menuAction()

    def name(self, style: str) -> str:
        """Return what a style is called."""
        return self._controller.translate(f"block-style.{style}")

    def _texts(self) -> list[TextName]:
        """Return the texts that are marked, in reading order; the one in hand where only one is."""
        ends, places = self._view.marking.ends(), self._view.places
        if ends is None or not self._view.marking.is_many:
            source = self._pen.source
            return [TextName(source.node_id, source.field)] if source is not None else []
        spot: Spot | None = ends[0].spot
        found: list[TextName] = []
        while spot is not None and spot <= ends[1].spot:
            source = places.source(spot)
            found.append(TextName(source.node_id, source.field))
            spot = places.following(spot, 1)
        return found


class StyleButton(QToolButton):
    """Says which style the text in hand has, and lets another be chosen."""

    def __init__(self, styles: BlockStyles, controller: Controller, parent: QWidget) -> None:
        super().__init__(parent)
        self._styles = styles
        self._translate = controller.translate
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: styles.fill(menu))
        self.setMenu(menu)
        controller.documentChanged.connect(self.follow)
        self.retranslate()

    def follow(self) -> None:
        """Say which style the text in hand has now."""
        style = self._styles.current
        name = self._styles.name(style or "paragraph")
        if (name, bool(style)) == (self.text(), self.isEnabled()):
            return
        self.setEnabled(bool(style))
        self.setText(name)
        theme = self._styles.theme
        self.setIcon(icon(_ICONS[style or "paragraph"], theme.muted, theme.accent))
        says = self._translate("text.style-now", style=name)
        self.setToolTip(says)
        self.setAccessibleName(says)

    def retranslate(self) -> None:
        """Speak the current language, in the current colours."""
        self.setText("")
        self.follow()
