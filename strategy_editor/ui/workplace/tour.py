"""A tour of ten minutes on the sample: ten things to do, each ticked when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from strategy_editor.ui.host import Host
from strategy_editor.ui.theme import RADIUS, SPACE

_WIDTH = 380


@dataclass(frozen=True)
class Stop:
    """A stop of the tour: what to look at, and when its task is done."""

    key: str
    target: Callable[[Host], QWidget | None]
    is_done: Callable[[Host, Before], bool]


@dataclass(frozen=True)
class Before:
    """What was so when a stop was reached."""

    selected: str
    goals: int
    undo: object
    redo: object
    order: tuple[str, ...]

    @classmethod
    def of(cls, host: Host) -> Before:
        """Note what is so now."""
        controller = host.controller
        root = controller.session.document.root
        return cls(
            controller.selected_id,
            sum(1 for node in root.walk() if node.tag == "goal"),
            controller.session.undo_step,
            controller.session.redo_step,
            tuple(node.id or "" for node in root.walk() if node.tag == "goal"),
        )


def _selected_goal(host: Host, before: Before) -> bool:
    controller = host.controller
    node = controller.session.document.find(controller.selected_id)
    return node is not None and node.tag == "goal" and node.id != before.selected


def _edited(host: Host, before: Before) -> bool:
    step = host.controller.session.undo_step
    return step is not None and step is not before.undo and bool(step.field)


def _added(host: Host, before: Before) -> bool:
    return Before.of(host).goals > before.goals


def _moved(host: Host, before: Before) -> bool:
    order = Before.of(host).order
    return order != before.order and sorted(order) == sorted(before.order)


def _undone(host: Host, before: Before) -> bool:
    step = host.controller.session.redo_step
    return step is not None and step is not before.redo


def _view(view: str) -> Callable[[Host, Before], bool]:
    return lambda host, _before: host.panels.view == view


def _side(key: str) -> Callable[[Host, Before], bool]:
    return lambda host, _before: host.panels.sides.shown == key


def _never(_host: Host, _before: Before) -> bool:
    return False


STOPS = (
    Stop("outline", lambda host: host.panels.outline, _selected_goal),
    Stop("form", lambda host: host.panels.form, _edited),
    Stop("undo", lambda host: host.panels.form, _undone),
    Stop("add", lambda host: host.panels.outline, _added),
    Stop("move", lambda host: host.panels.outline, _moved),
    Stop("problems", lambda host: host.panels.sides, _side("problems")),
    Stop("search", lambda host: host.panels.sides, _side("search")),
    Stop("text", lambda host: host.panels, _view("text")),
    Stop("compare", lambda host: host.panels, _view("comparison")),
    Stop("word", lambda _host: None, _never),
)


class Tour(QObject):
    """Leads through the stops on whatever document is open."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self._at = 0
        self._before = Before.of(host)
        self.card = _Card(host.parent_window)
        self.card.setObjectName("tour")
        self._frame = _Frame(host)
        self.card.back.clicked.connect(lambda: self._go(self._at - 1))
        self.card.next.clicked.connect(lambda: self._go(self._at + 1))
        self.card.end.clicked.connect(self.stop)
        host.parent_window.installEventFilter(self)
        controller = host.controller
        for signal in (controller.documentChanged, host.panels.viewChanged):
            signal.connect(self._soon)
        controller.selectionChanged.connect(self._soon)
        host.panels.sides.shownChanged.connect(self._soon)

    @property
    def stop_key(self) -> str:
        """The key of the present stop."""
        return STOPS[self._at].key

    @property
    def is_done(self) -> bool:
        """Whether the task of the present stop is done."""
        return self.card.tick.isVisible()

    def start(self) -> None:
        """Begin with the first stop."""
        self.card.show()
        self._go(0)

    def stop(self) -> None:
        """End the tour."""
        self.card.hide()
        self._frame.hide()

    def retranslate(self) -> None:
        """Speak the current language."""
        if self.card.isVisible():
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner of the window."""
        if event.type() == QEvent.Type.Resize and self.card.isVisible():
            self._place()
        return False

    def _go(self, at: int) -> None:
        if at >= len(STOPS):
            self.stop()
            return
        self._at = max(0, at)
        self._before = Before.of(self._host)
        self._show()

    def _show(self) -> None:
        translate, stop = self._host.translate, STOPS[self._at]
        card = self.card
        card.count.setText(translate("tour.count", at=self._at + 1, count=len(STOPS)))
        card.title.setText(translate(f"tour.{stop.key}.title"))
        card.text.setText(translate(f"tour.{stop.key}.text"))
        card.tick.setText(translate("tour.done"))
        card.tick.hide()
        card.back.setText(translate("tour.back"))
        card.back.setEnabled(self._at > 0)
        last = self._at == len(STOPS) - 1
        card.next.setText(translate("tour.finish" if last else "tour.next"))
        card.end.setText(translate("tour.end"))
        card.end.setVisible(not last)
        self._place()
        self._look()

    def _soon(self, *_: object) -> None:
        if self.card.isVisible():
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        if self.card.isVisible() and self._host.has_document:
            stop = STOPS[self._at]
            if stop.is_done(self._host, self._before):
                self.card.tick.show()
                self.card.next.setFocus()
                self._place()
            self._frame.surround(stop.target(self._host))
            self.card.raise_()

    def _place(self) -> None:
        window = self._host.parent_window
        self.card.adjustSize()
        foot = window.statusBar().height()
        room = window.rect()
        self.card.move(
            room.right() - self.card.width() - 2 * SPACE,
            room.bottom() - foot - self.card.height() - 2 * SPACE,
        )
        self.card.raise_()


class _Card(QFrame):
    """What to do, and the buttons for going on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.setFixedWidth(_WIDTH)
        self.count = QLabel()
        self.count.setObjectName("muted")
        self.title = QLabel()
        self.title.setObjectName("strong")
        self.title.setWordWrap(True)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.tick = QLabel()
        self.tick.setObjectName("chip")
        self.back, self.next, self.end = QPushButton(), QPushButton(), QPushButton()
        self.next.setObjectName("primary")
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(SPACE)
        for widget in (self.count, self.title, self.text):
            box.addWidget(widget)
        box.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(row)
        self.hide()


class _Frame(QWidget):
    """A frame round what is spoken of; the mouse goes through it."""

    def __init__(self, host: Host) -> None:
        super().__init__(host.parent_window)
        self._host = host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, target: QWidget | None) -> None:
        if target is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self._host.parent_window, QPoint(0, 0))
        self.setGeometry(QRect(corner, target.size()).adjusted(-3, -3, 3, 3))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._host.appearance.theme.accent), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), RADIUS + 2, RADIUS + 2)
        painter.end()
