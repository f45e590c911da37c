"""Every dialog fits on a small screen at 200 %: 640 by 400 points, the buttons in sight."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QPushButton,
    QScrollArea,
    QWidget,
)

import strategy_editor.ui
from strategy_editor.editing.relocating import Where
from strategy_editor.exchange.docx.restyling import StyleMatch
from strategy_editor.recovery.about import About
from strategy_editor.recovery.offers import Offer
from strategy_editor.search.names import Name
from strategy_editor.storage.owner import this_program
from strategy_editor.ui import choosing, fitting
from strategy_editor.ui.asking.arrival_dialog import ArrivalDialog
from strategy_editor.ui.asking.asked import Arriving, Missing, Moving, Referred
from strategy_editor.ui.asking.move_dialog import MoveDialog
from strategy_editor.ui.asking.pick_dialog import PickDialog, WriteDialog
from strategy_editor.ui.asking.removal_dialog import RemovalDialog
from strategy_editor.ui.exporting.styles_dialog import StylesDialog
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.form import references
from strategy_editor.ui.lineage.begin_dialog import BeginDialog, LedgerDialog
from strategy_editor.ui.lineage.beside import SideBySide
from strategy_editor.ui.merging.sources_dialog import SourcesDialog
from strategy_editor.ui.message import MessageDialog
from strategy_editor.ui.new_dialog import NewDialog
from strategy_editor.ui.recovery.dialog import RecoveryDialog
from strategy_editor.ui.versions.dialogs import ConnectDialog, KeepDialog
from strategy_editor.workspace.starting import following
from tests.ui.window_kit import opened, sample_copy

pytestmark = pytest.mark.gui
ROOM = QSize(640, 400 - 32)
LONG = (
    "Ein Satz, der viele Wörter hat und deshalb nicht in eine Zeile passt, sondern in mehrere. " * 4
)
NAMES = tuple((f"id{n}", f"Ziel Z {n}: {LONG[:60]}") for n in range(60))


def by_action(key: str) -> Callable[[QWidget], QDialog]:
    def make(window):
        before = set(window.findChildren(FittedDialog))
        window.actions_[key].trigger()
        (dialog,) = set(window.findChildren(FittedDialog)) - before
        return dialog

    return make


def removal(window):
    dialog = RemovalDialog(Referred((LONG[:80],), tuple(n for _, n in NAMES), names(), True),
                           window.translate, window)  # fmt: skip
    next(iter(reversed(dialog.buttons.values()))).click()
    for button in dialog.buttons.values():
        button.click()
    return dialog


def names() -> tuple[Name, ...]:
    return tuple(Name(key, "Ziel", "", title) for key, title in NAMES)


def moving(window):
    def allows(_key: str, _where: Where) -> bool:
        return True

    return MoveDialog(
        Moving((LONG[:80],), names(), allows, lambda _key, _where: LONG), window.translate, window
    )


def styles(window):
    matches = [StyleMatch(f"s{n}", f"Formatvorlage {n}", "", "paragraph") for n in range(30)]
    return StylesDialog(window, window.translate, "Vorlage.dotx", matches, {})


def recovered(window):
    about = About(this_program(), title="Strategie", file=Path("/nowhere/strategie.xml"))
    offers = [Offer(Path(f"/nowhere/{n}"), about, datetime.now(UTC)) for n in range(9)]
    return RecoveryDialog(window, offers, window.translate, window.appearance.theme)


def begin(window):
    today = following(date(2026, 1, 1))
    return BeginDialog(window, window.translate, LONG, window.controller.profile.term, today)


def beside(window):
    document = window.session.document
    goal = next(n.id for n in document.root.walk() if n.tag == "goal")
    side = (document, goal)
    return SideBySide(window, window.translate, window.appearance.theme, (side, side))


def printed(window):
    window.actions_["print"].trigger()
    return window.findChildren(FittedDialog)[-1]


MAKERS = {
    "Preferences": by_action("preferences"),
    "KeysDialog": by_action("keys"),
    "Manual": by_action("manual"),
    "ExportDialog": by_action("export"),
    "Preview": printed,
    "SourcesDialog": lambda w: SourcesDialog(w, w.translate, "strategie.xml", lambda: None),
    "references.ChoiceDialog": lambda w: references.ChoiceDialog(
        w, w.translate, "Beteiligte", list(NAMES), "id3 id9"
    ),
    "choosing.ChoiceDialog": lambda w: choosing.ChoiceDialog(
        w, w.translate, "changed", ("compare", "mine", "theirs"), name=LONG[:90]
    ),
    "MessageDialog": lambda w: MessageDialog(
        w,
        "Strategie-Editor",
        LONG * 2,
        [("save", "Speichern"), ("discard", "Verwerfen"), ("cancel", "Abbrechen")],
        details=("Einzelheiten", "Zeile\n" * 40),
    ),
    "ConfirmDialog": lambda w: choosing.ConfirmDialog(
        w, w.translate, LONG, [LONG] * 200, "Verlieren"
    ),
    "StylesDialog": styles,
    "PickDialog": lambda w: PickDialog(w, w.translate, "Wohin?", NAMES),
    "WriteDialog": lambda w: WriteDialog(w, w.translate, "Anmerkung", LONG * 3),
    "MoveDialog": moving,
    "RemovalDialog": removal,
    "ArrivalDialog": lambda w: ArrivalDialog(
        Arriving(tuple(Missing(f"e{n}", LONG, (("", LONG),)) for n in range(30)), (LONG,) * 9),
        w.translate,
        w,
    ),
    "NewDialog": lambda w: NewDialog(w, w.translate, "sachsen"),
    "SideBySide": beside,
    "BeginDialog": begin,
    "LedgerDialog": lambda w: LedgerDialog(w, w.translate, "Übernommen", [LONG] * 99),
    "RecoveryDialog": recovered,
    "KeepDialog": lambda w: KeepDialog(w, w.translate, "decision", "Anna Muster"),
    "ConnectDialog": lambda w: ConnectDialog(w, w.translate, "https://example.org/a.git", LONG),
}


@pytest.fixture(params=[0, 14], ids=["usual", "large"])
def window(qtbot, tmp_path, monkeypatch, request):
    monkeypatch.setattr(fitting, "room_of", lambda _widget: ROOM)
    made = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    made.appearance.use_font_size(request.param)
    yield made
    made.appearance.use_font_size(0)


def every_dialog() -> set[str]:
    """The names of all classes of dialogs; those that share one with their module before it."""
    for found in pkgutil.walk_packages(strategy_editor.ui.__path__, "strategy_editor.ui."):
        importlib.import_module(found.name)
    kinds = FittedDialog.__subclasses__()
    twice = {a.__name__ for a in kinds for b in kinds if a is not b and a.__name__ == b.__name__}
    return {
        f"{kind.__module__.rsplit('.', 1)[1]}.{kind.__name__}"
        if kind.__name__ in twice
        else kind.__name__
        for kind in kinds
    }


def test_every_dialog_of_the_program_is_tried_here_and_is_one_that_fits():
    assert every_dialog() == set(MAKERS)
    plain = [each for each in QDialog.__subclasses__() if "strategy_editor" in each.__module__]
    assert plain == [FittedDialog]


def within(dialog: QDialog, widget: QWidget) -> bool:
    return dialog.rect().contains(QRect(widget.mapTo(dialog, QPoint()), widget.size()))


def scrolled_by(dialog: QDialog, widget: QWidget) -> QAbstractScrollArea | None:
    """The scroll area round a widget, the outermost one."""
    found, above = None, widget.parentWidget()
    while above is not None and above is not dialog:
        found = above if isinstance(above, QAbstractScrollArea) else found
        above = above.parentWidget()
    return found


def faults(dialog: QDialog) -> list[str]:
    """What cannot be reached in a dialog."""
    found = []
    if dialog.width() > ROOM.width() or dialog.height() > ROOM.height():
        found.append(f"{dialog.width()} by {dialog.height()}")
    for widget in dialog.findChildren(QWidget):
        is_painted = widget.layout() is not None or type(widget) is not QWidget
        if not (is_painted and widget.isVisible() and widget.window() is dialog):
            continue
        place = scrolled_by(dialog, widget) or widget
        is_last = isinstance(widget, QPushButton) and widget.objectName() == "primary"
        if not within(dialog, widget if is_last else place):
            found.append(f"out of sight: {widget}")
        if is_last and widget.width() < widget.sizeHint().width() - 2:
            found.append(f"cut: {widget.text()}")
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    hidden = [
        each
        for each in dialog.findChildren(QScrollArea)
        if each.horizontalScrollBarPolicy() == off and each.horizontalScrollBar().maximum()
    ]
    return found + [f"cannot be scrolled: {each}" for each in hidden]


def test_every_dialog_fits(qtbot, window):
    found = {}
    for name, make in MAKERS.items():
        dialog = make(window)
        dialog.show()
        QApplication.processEvents()
        QApplication.processEvents()
        found[name] = faults(dialog)
        dialog.close()
        dialog.deleteLater()
    assert {name: each for name, each in found.items() if each} == {}


def test_a_dialog_that_grows_while_it_is_shown_is_scrolled_then(qtbot, window):
    dialog = NewDialog(window, window.translate, "sachsen")
    dialog.show()
    dialog.title.setFocus()
    font = QFont(dialog.font())
    font.setPointSize(22)
    for each in dialog.findChildren(QWidget):
        each.setFont(font)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QScrollArea)))
    assert faults(dialog) == []
    qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.title)
    accept = next(b for b in dialog.findChildren(QAbstractButton) if b.objectName() == "primary")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)


def test_a_dialog_with_room_stays_as_it_is(qtbot, tmp_path):
    window = opened(qtbot, sample_copy(tmp_path, "landkreis-2030.xml"))
    dialog = NewDialog(window, window.translate, "sachsen")
    dialog.show()
    assert not dialog.findChildren(QScrollArea)
    dialog.close()
