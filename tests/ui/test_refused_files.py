"""Files that XSD refuses are mended to validity by the buttons of the findings alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import NAMESPACE, load_validator
from tests.ui.test_findings import rules
from tests.ui.window_kit import Answers, opened, settle

pytestmark = pytest.mark.gui


class Any(Answers):
    """Takes the first choice of every question, and writes a word where one is wanted."""

    def pick(self, title, entries):
        return entries[0][0] if entries else ""

    def write(self, title, prompt):
        return "Wort"


def of(tree, tag, at=0):
    return list(tree.iter(f"{{{NAMESPACE}}}{tag}"))[at]


def made(text):
    return etree.fromstring(f'<r xmlns="{NAMESPACE}" xmlns:f="urn:fremd">{text}</r>')[0]


def foreign_everywhere(tree):
    of(tree, "goal").insert(1, made('<f:bewertung x="1">gut <b/>so</f:bewertung>'))
    of(tree, "cell").append(made("<f:c>9</f:c>"))
    of(tree, "goal", 2).append(made('<ziel id="zz1"><title>Falsch</title></ziel>'))


def tables_and_lists(tree):
    table = of(tree, "table")
    table.append(made("<cell>lose</cell>"))
    of(tree, "row").text = "verirrt"
    of(tree, "cell", 2).append(made('<paragraph id="pp1">Absatz in Zelle</paragraph>'))
    items = of(tree, "list")
    items.insert(0, made('<list id="l9" kind="bullet"><item id="i9"><text>x</text></item></list>'))
    items.append(made('<item id="i12"><text>a</text><paragraph id="p12">b</paragraph></item>'))


def in_running_text(tree):
    paragraph = of(tree, "paragraph", 2)
    paragraph.append(made("<link>ohne Adresse</link>"))
    paragraph.append(made("<u>unterstrichen</u>"))
    paragraph.append(made("<cross-reference>mit Text</cross-reference>"))
    paragraph.append(made('<strong><paragraph id="px">Absatz</paragraph></strong>'))


def identities(tree):
    goals = list(tree.iter(f"{{{NAMESPACE}}}goal"))
    goals[3].set("id", goals[2].get("id"))
    of(tree, "paragraph").set("id", "")
    of(tree, "paragraph", 1).set("id", "1 ä")
    del of(tree, "item").attrib["id"]


def frame(tree):
    root = tree.getroot()
    root.insert(1, root[0])
    of(tree, "metadata").set("as-of", "31.12.2014")
    goal = of(tree, "goal", 1)
    for tag in ("title", "statement"):
        goal.remove(goal.find(f"{{{NAMESPACE}}}{tag}"))


@pytest.mark.parametrize(
    "damage", [foreign_everywhere, tables_and_lists, in_running_text, identities, frame]
)
def test_a_refused_file_is_mended_by_its_buttons(qtbot, tmp_path, damage):
    tree = etree.parse(shipped("samples") / "egov-2009.xml")
    damage(tree)
    path: Path = tmp_path / "strategie.xml"
    tree.write(path, encoding="UTF-8", xml_declaration=True)
    assert not load_validator().validate(etree.parse(path))
    window = opened(qtbot, path)
    window.questions = Any()
    panel = window.panels.problems
    before = window.controller.session.document
    for _ in range(30):
        wrong = [each for each in rules(window) if each.startswith("schema") or "-id" in each]
        if not wrong:
            break
        at = next(
            row for row in range(panel.model.rowCount())
            if panel.model.problem(row) is not None and panel.model.problem(row).rule in wrong
        )  # fmt: skip
        panel.list.setCurrentIndex(panel.model.index(at))
        panel.remedies.buttons[0].click()
        settle(qtbot, window)
    assert not [each for each in rules(window) if each.startswith("schema")]
    window.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not window.controller.session.is_modified, timeout=60_000)
    assert load_validator().validate(etree.parse(path))
    while window.controller.session.undo_step is not None:
        window.actions_["undo"].trigger()
    assert window.controller.session.document.root == before.root
