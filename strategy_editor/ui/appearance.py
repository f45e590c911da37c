"""Colours and language of the whole application, following the system where wished."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from strategy_editor.ui.style import palette, style_sheet
from strategy_editor.ui.theme import DARK, LIGHT, THEMES, Theme

_KEYS = {"de": {"Return": "Eingabe", "PgUp": "Bild auf", "PgDown": "Bild ab"}}
"""What stands on the keys of a language, where Qt's translation says otherwise."""


class _KeyNames(QTranslator):
    """Names keys as they are named on keyboards, in menus, tooltips and the list of keys."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names: dict[str, str] = {}

    def speak(self, language: str) -> None:
        """Use the names of a language."""
        self._names = _KEYS.get(language, {})

    def isEmpty(self) -> bool:
        return not self._names

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _count: int = -1
    ) -> str:
        # None means: ask the next translator. An empty text would be taken for the translation.
        return self._names.get(source) if context == "QShortcut" else None  # type: ignore[return-value]


class Appearance(QObject):
    """Applies a theme to the application; ``changed`` tells the windows."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str, language: str) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._translator = QTranslator(self)
        self._key_names = _KeyNames(self)
        self.theme = self._wanted()
        self._dressed = False
        self._system_size = application.font().pointSize()
        application.setStyle("Fusion")
        application.setPalette(palette(self.theme))
        self.use_language(language)
        application.styleHints().colorSchemeChanged.connect(self._system_changed)

    def dress(self) -> None:
        """Put on the style sheet, once a window is put together.

        Before, every widget would be polished again with each parent it gets.
        """
        if not self._dressed:
            self._dressed = True
            self._apply()

    def choose(self, choice: str) -> None:
        """Use ``light``, ``dark`` or the ``system``'s colours."""
        self._choice = choice
        self._system_changed()

    def use_font_size(self, points: int) -> None:
        """Write in a size of points, or for 0 in the system's."""
        font = self._application.font()
        font.setPointSize(points or self._system_size)
        if font.pointSize() != self._application.font().pointSize():
            self._application.setFont(font)
            if self._dressed:
                self._apply()
                self.changed.emit()

    def use_language(self, language: str) -> None:
        """Let Qt's own texts (buttons, context menus of fields) speak a language."""
        self._application.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and self._translator.load(f"qtbase_{language}", folder):
            self._application.installTranslator(self._translator)
        self._application.removeTranslator(self._key_names)
        self._key_names.speak(language)
        if not self._key_names.isEmpty():
            # The one installed last is asked first.
            self._application.installTranslator(self._key_names)

    def _system_changed(self) -> None:
        wanted = self._wanted()
        if wanted is not self.theme:
            self.theme = wanted
            self._apply()
            self.changed.emit()

    def _wanted(self) -> Theme:
        if self._choice in THEMES:
            return THEMES[self._choice]
        scheme = self._application.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def _apply(self) -> None:
        self._application.setPalette(palette(self.theme))
        points = self._application.font().pointSize()
        is_own = points != self._system_size
        self._application.setStyleSheet(style_sheet(self.theme, points, is_own_size=is_own))
