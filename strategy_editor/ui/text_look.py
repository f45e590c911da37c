"""How the reading text looks: size, width of the column, serifs; by menu and keys, remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QKeySequence

from strategy_editor.ui.host import Host

if TYPE_CHECKING:
    from strategy_editor.ui.text.view import TextView
    from strategy_editor.ui.text_panel import TextPanel

WIDTHS = ("narrow", "normal", "wide", "page")
_KEYS = (*(f"text-{width}" for width in WIDTHS), "text-serif", "text-larger", "text-smaller",
         "text-normal-size")  # fmt: skip


class TextLook:
    """Keeps menu, text and settings alike."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._view: TextView | None = None
        larger = host.actions_["text-larger"]
        larger.setShortcuts([QKeySequence.fromString("Ctrl++"), QKeySequence.fromString("Ctrl+=")])
        host.actions_.connect(
            {
                "text-larger": self._do(lambda view: view.zoom_by(1)),
                "text-smaller": self._do(lambda view: view.zoom_by(-1)),
                "text-normal-size": self._do(lambda view: view.zoom_by(0)),
                "text-serif": self._do(lambda view: view.set_serif(not view.serif)),
                **{f"text-{width}": self._do(_setting(width)) for width in WIDTHS},
            }
        )
        host.panels.viewChanged.connect(lambda _view: self.follow())
        self.follow()

    def follow(self) -> None:
        """Take the text in once it is shown; its actions count only there."""
        panels = self._host.panels
        is_text = panels.view == "text"
        if is_text and self._view is None:
            panel = cast("TextPanel", panels.panel("text"))
            self._view = panel.view
            settings = self._host.settings
            self._view.set_zoom(settings.text_zoom / 100)
            self._view.set_measure(settings.text_width)
            self._view.set_serif(settings.text_serif)
            panel.bar.add_actions(self._host.actions_)
            self._view.lookChanged.connect(self._changed)
        for key in _KEYS:
            self._host.actions_[key].setEnabled(is_text)
        self._show()

    def _do(self, call: Callable[[TextView], None]) -> Callable[[], None]:
        def run() -> None:
            if self._view is not None:
                call(self._view)
                self._show()

        return run

    def _changed(self) -> None:
        view = self._view
        if view is None:
            return
        settings = self._host.settings
        zoom = round(view.zoom * 100)
        self._host.keep(
            replace(settings, text_zoom=zoom, text_width=view.measure, text_serif=view.serif)
        )
        self._show()

    def _show(self) -> None:
        actions, view = self._host.actions_, self._view
        for width in WIDTHS:
            actions[f"text-{width}"].setChecked(view is not None and view.measure == width)
        actions["text-serif"].setChecked(view is not None and view.serif)


def _setting(width: str) -> Callable[[TextView], None]:
    return lambda view: view.set_measure(width)


def install(host: Host) -> TextLook:
    """Connect the actions of the reading text's look."""
    return TextLook(host)
