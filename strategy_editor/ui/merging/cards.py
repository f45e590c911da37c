"""One version of a conflict: whose it is, what it says with its words marked, and its button."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QTextBrowser, QVBoxLayout

from strategy_editor.comparison.words import compare_words
from strategy_editor.i18n import Translator
from strategy_editor.merging.conflict import Conflict, Variant
from strategy_editor.ui.lineage.story import style_of
from strategy_editor.ui.marked_words import marked_html
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.workspace.merge_wording import MergeWording

_LOWEST = 64


class VersionCard(QFrame):
    """Shows a version; ``taken`` says that it is to count."""

    taken = Signal()

    def __init__(self, translate: Translator, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._translate = translate
        self.heading = QLabel()
        self.heading.setObjectName("strong")
        self.heading.setWordWrap(True)
        self.names = QLabel()
        self.names.setObjectName("muted")
        self.names.setWordWrap(True)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setMinimumHeight(_LOWEST)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.button = QPushButton()
        self.button.clicked.connect(lambda: self.taken.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        for part in (self.heading, self.names):
            box.addWidget(part)
        box.addWidget(self.text, 1)
        box.addWidget(self.button)
        self.set_theme(theme)

    def show_version(self, wording: MergeWording, conflict: Conflict, variant: Variant) -> None:
        """Show a version, its words marked against the base."""
        side = wording.side_name(variant.side)
        names = ", ".join(variant.by)
        self.heading.setText(side)
        self.names.setText(names)
        self.names.setVisible(bool(names))
        self.text.setHtml(f"<p class='text'>{_marked(wording, conflict, variant)}</p>")
        spoken = self._translate("merging.version-of", side=side, names=names)
        self.text.setAccessibleName(spoken)
        self.button.setText(self._translate("merging.take"))
        self.button.setAccessibleName(self._translate("merging.take-of", side=side, names=names))

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours; what is shown next has them."""
        self.text.document().setDefaultStyleSheet(style_of(theme))


def _marked(wording: MergeWording, conflict: Conflict, variant: Variant) -> str:
    said, before = wording.version(conflict, variant), wording.version(conflict, conflict.base)
    is_new = variant is not conflict.base
    if not is_new or variant.value is None or conflict.base.value is None:
        return escape(said)
    return marked_html(compare_words(before, said))
