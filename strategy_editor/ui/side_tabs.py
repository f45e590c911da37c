"""The tabs of the side panels: words where there is room for all of them, else pictures."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabBar

from strategy_editor.ui.icons import icon
from strategy_editor.ui.theme import Theme


class SideTabs(QTabBar):
    """Every tab is to be seen at any width: in a narrow bar only the one in front has its word.

    The others, and in a very narrow bar that one too, show their picture then, with the word as
    tip; for a screen reader all have it.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: list[str] = []
        self._pictures: list[str] = []
        self._is_fitting = False
        self.setObjectName("close")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.currentChanged.connect(lambda _at: self._fit())

    @property
    def is_short_of_room(self) -> bool:
        """Whether tabs show pictures."""
        return any(not self.tabText(at) for at in range(self.count()))

    def add(self, word: str, picture: str) -> None:
        """Add a tab; ``picture`` is the name of an icon."""
        self._words.append(word)
        self._pictures.append(picture)
        self.addTab(word)
        self._fit()

    def name(self, words: list[str]) -> None:
        """Let the tabs say something else."""
        if words != self._words:
            self._words = words
            self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Take on other colours."""
        self._theme = theme
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        if self._is_fitting or self.count() < len(self._words):
            return
        self._is_fitting = True
        for with_word in (range(self.count()), (self.currentIndex(),), ()):
            self._show_words(with_word)
            if sum(self.tabSizeHint(at).width() for at in range(self.count())) <= self.width():
                break
        self._is_fitting = False
        # With a style of its own the bar is a little higher.
        self.updateGeometry()

    def _show_words(self, with_word: range | tuple[int, ...]) -> None:
        for at, (word, picture) in enumerate(zip(self._words, self._pictures, strict=True)):
            has_word = at in with_word
            self.setTabText(at, word if has_word else "")
            self.setTabIcon(at, QIcon() if has_word else icon(picture, self._theme.muted))
            self.setTabToolTip(at, "" if has_word else word)
            self.setAccessibleTabName(at, word)
