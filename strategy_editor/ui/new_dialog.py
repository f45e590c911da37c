"""The question what a new strategy begins with: title, edition, template."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from strategy_editor.i18n import Translator
from strategy_editor.ui.fitting import FittedDialog
from strategy_editor.ui.theme import SPACE
from strategy_editor.workspace.starting import PROFILES, Beginning, default_title

_WIDTH = 560


class NewDialog(FittedDialog):
    """Asks for title and template; ``beginning`` is what was answered."""

    def __init__(self, parent: QWidget, translate: Translator, profile: str) -> None:
        super().__init__(parent)
        self.setObjectName("new-strategy")
        self.setWindowTitle(translate("new.dialog"))
        self.setMinimumWidth(_WIDTH)
        self.title = QLineEdit(default_title(translate.language))
        self.title.setAccessibleName(translate("new.title-label"))
        self.title.selectAll()
        self.templates = QButtonGroup(self)
        head = QLabel(translate("preferences.profile"))
        head.setObjectName("strong")
        form = QFormLayout()
        form.addRow(translate("new.title-label"), self.title)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        box.setSpacing(SPACE)
        box.addLayout(form)
        box.addSpacing(SPACE)
        box.addWidget(head)
        for at, name in enumerate(PROFILES):
            button = QRadioButton(translate(f"new.template.{name}"))
            button.setObjectName(f"template-{name}")
            button.setChecked(name == profile)
            self.templates.addButton(button, at)
            about = QLabel(translate(f"new.template.{name}.about"))
            about.setObjectName("muted")
            about.setWordWrap(True)
            about.setContentsMargins(3 * SPACE, 0, 0, SPACE)
            button.setAccessibleDescription(about.text())
            box.addWidget(button)
            box.addWidget(about)
        buttons = QDialogButtonBox()
        begin = QPushButton(translate("new.begin"))
        begin.setObjectName("primary")
        buttons.addButton(begin, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(translate("ask.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addSpacing(SPACE)
        box.addWidget(buttons)

    @property
    def beginning(self) -> Beginning:
        """What was answered."""
        return Beginning(self.title.text().strip(), PROFILES[self.templates.checkedId()])
