"""What may be added to an element: a chip for each part that is not there yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QWidget

from strategy_editor.i18n import Translator
from strategy_editor.ui.flow import FlowLayout
from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import SPACE, Theme

_CHIPS = 8
"""More than these stand in a menu: a row of chips is to be taken in at a glance."""
_ICON = QSize(14, 14)


@dataclass(frozen=True)
class Offer:
    """A part that may be added: a field by its key or a kind of child by its tag."""

    key: str
    label: str
    help: str
    icon: str = "plus"


class Offers(QWidget):
    """Chips for what may be added; ``chosen`` is called with the key of what was."""

    def __init__(
        self, theme: Theme, translate: Translator, chosen: Callable[[str], object]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._translate = translate
        self._chosen = chosen
        self._offers: list[Offer] = []
        self._first: list[Offer] = []
        self._chips: dict[str, QToolButton] = {}
        self._rest = QToolButton()
        self._menu = QMenu(self._rest)
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self._title = QLabel()
        self._title.setObjectName("muted")
        # In line with the words of the chips.
        self._title.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        self._flow.addWidget(self._title)
        self._rest.setObjectName("offer")
        self._rest.setIcon(icon("ellipsis", theme.muted))
        self._rest.setIconSize(_ICON)
        self._rest.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._rest.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.aboutToShow.connect(self._fill)
        self._rest.setMenu(self._menu)

    @property
    def keys(self) -> list[str]:
        """The keys of all that is offered, in order."""
        return [offer.key for offer in self._offers]

    def name(self, title: str) -> None:
        """Say to what is added: forms stand one in another, each with offers of its own."""
        if title != self._title.text():
            self._title.setText(title)
            self._flow.invalidate()

    def show_offers(self, offers: list[Offer]) -> None:
        """Offer these; chips that stay are the same widgets."""
        if offers == self._offers:
            return
        self._offers = offers
        self._first = first = offers if len(offers) <= _CHIPS + 1 else offers[:_CHIPS]
        while self._flow.count() > 1:
            self._flow.takeAt(1)
        wanted = {offer.key for offer in first}
        for key, chip in self._chips.items():
            # It waits for the next element that lacks this part: making one takes longer.
            if key not in wanted:
                chip.hide()
        are_known = wanted <= self._chips.keys()
        chips = [self._chip(offer) for offer in first]
        for chip in chips:
            self._flow.addWidget(chip)
        self._flow.addWidget(self._rest)
        if not are_known:
            for one, other in pairwise((*chips, self._rest)):
                self.setTabOrder(one, other)
        self._rest.setVisible(len(first) < len(offers))
        self._rest.setText(self._translate("form.more-offers"))
        self._flow.invalidate()
        self.updateGeometry()
        self.setVisible(bool(offers))

    def focus_offer(self, key: str) -> bool:
        """Put the keyboard on the chip of a part, or on the menu that has it."""
        if key not in self.keys:
            return False
        is_chip = any(offer.key == key for offer in self._first)
        (self._chips[key] if is_chip else self._rest).setFocus()
        return True

    def _chip(self, offer: Offer) -> QToolButton:
        chip = self._chips.get(offer.key)
        if chip is None:
            chip = self._chips[offer.key] = QToolButton(self)
            chip.setObjectName("offer")
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.setIcon(icon("plus", self._theme.muted))
            chip.setIconSize(_ICON)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.clicked.connect(lambda _checked=False, key=offer.key: self._chosen(key))
        chip.setText(offer.label)
        chip.setToolTip(offer.help)
        chip.setAccessibleName(self._translate("form.add-another", label=offer.label))
        chip.setAccessibleDescription(offer.help)
        if chip.isHidden():
            chip.show()
        return chip

    def _fill(self) -> None:
        self._menu.clear()
        for offer in self._offers[_CHIPS:]:
            action = self._menu.addAction(icon(offer.icon, self._theme.muted), offer.label)
            action.setToolTip(offer.help)
            action.triggered.connect(lambda _checked=False, key=offer.key: self._chosen(key))
