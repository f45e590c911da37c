"""The page of an element that the vocabulary does not know: what it is, why, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from strategy_editor.document.node import Node
from strategy_editor.storage.formatting import node_text
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.own_page import OwnPage
from strategy_editor.ui.form.protocol import MakeForm
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

_LONGEST = 20_000


class MisfitPage(OwnPage):
    """Shows an unknown element as it stands in the file, with the way to its remedies."""

    def __init__(
        self, controller: Controller, theme: Theme, node: Node, _make_form: MakeForm
    ) -> None:
        super().__init__(controller, node)
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        self.source = QPlainTextEdit()
        self.source.setObjectName("source")
        self.source.setReadOnly(True)
        self.source.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.remedy = QPushButton()
        self.remedy.clicked.connect(controller.remedyRequested)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        box.addWidget(self.reason)
        box.addWidget(self.remedy, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.source, 1)
        self.show_node(node)
        self.retranslate()

    def show_node(self, node: Node) -> None:
        """Show a newer state of the element."""
        self._node = node
        session = self._controller.session
        text = node_text(node, session.schema.mixed_tags, session.document.namespaces)
        self.source.setPlainText(text[:_LONGEST])

    def show_problems(self, problems: list[Problem]) -> None:
        """Say what the check says about the element."""
        own = [each for each in problems if each.node_id == self.node_id]
        wording = self._controller.wording
        sentences = [wording.problem(each) for each in own]
        plain = self._controller.translate("misfit.reason", name=self._node.tag)
        self.reason.setText("\n".join(sentences) or plain)
        self.remedy.setVisible(bool(own))

    def retranslate(self) -> None:
        """Speak the current language."""
        translate = self._controller.translate
        self.remedy.setText(translate("misfit.remedy"))
        self.source.setAccessibleName(translate("view.source"))
        self.show_problems(self._controller.problems)

    def focus_first(self) -> None:
        """Put the cursor where something can be done."""
        self.remedy.setFocus()

    def focus_field(self, _key: str) -> bool:
        """Return that there are no fields."""
        return False
