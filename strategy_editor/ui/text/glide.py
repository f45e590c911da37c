"""Smooth scrolling: a distance is covered in a few frames instead of one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

_DURATION = 140


class Glide(QObject):
    """Covers distances with the animation's pace; a new one adds to what is still to go."""

    def __init__(self, move: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self._move = move
        self._rest = 0.0
        self._done = 0.0
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_DURATION)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._advance)

    def cover(self, pixels: float, *, at_once: bool) -> None:
        """Move by some pixels."""
        rest = self._rest - self._done if self._is_running else 0.0
        self.stop()
        if at_once:
            self._move(rest + pixels)
            return
        self._rest, self._done = rest + pixels, 0.0
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.start()

    def stop(self) -> None:
        """Stay where we are."""
        self._animation.stop()

    @property
    def _is_running(self) -> bool:
        return self._animation.state() == QAbstractAnimation.State.Running

    def _advance(self, share: float) -> None:
        goal = round(self._rest * share)
        step, self._done = goal - self._done, float(goal)
        if step:
            self._move(step)
