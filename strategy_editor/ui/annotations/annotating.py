"""What is done with annotations in one window."""

from __future__ import annotations

import getpass
from datetime import datetime

from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from strategy_editor.document.anchoring import Quote
from strategy_editor.editing.annotations import (
    OPEN,
    RESOLVED,
    Annotation,
    all_annotations,
    annotate,
    delete,
    passage,
    place_of,
    reply,
    rewrite,
    set_state,
)
from strategy_editor.editing.history import Step
from strategy_editor.ui.annotations.marks import PassageMarks, Span
from strategy_editor.ui.annotations.panel import AnnotationsPanel
from strategy_editor.ui.host import Host
from strategy_editor.workspace.session import Edit


class Annotating:
    """Makes, answers and resolves annotations in one window."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._panel: AnnotationsPanel | None = None

    def make_panel(self) -> AnnotationsPanel:
        """Make the panel at the side."""
        host = self._host
        panel = self._panel = AnnotationsPanel(host.controller, host.appearance.theme)
        panel.asked.connect(lambda verb, annotation: self.do(verb, annotation))
        panel.jumpRequested.connect(lambda annotation, focus: self.jump(annotation, focus=focus))
        return panel

    def comment(self) -> None:
        """Comment on the selected words of a text, or on the selected element."""
        host = self._host
        controller = host.controller
        target = host.panels.in_hand()
        node = controller.session.document.find(target)
        if node is None:
            return
        quote = passage(node, *_selected_words())
        place = controller.wording.place(target)
        prompt = (
            host.translate("annotations.on-passage", quote=quote.exact, place=place)
            if quote is not None
            else host.translate("annotations.on-element", place=place)
        )
        text = host.questions.write(host.translate("annotations.add"), prompt)
        if text:
            self._add(target, text, quote)

    def do(self, verb: str, annotation: Annotation | None) -> None:
        """Do what a button of the panel says."""
        if annotation is None:
            self.comment()
        elif verb == "resolve":
            state = RESOLVED if annotation.state == OPEN else OPEN
            self._apply("edit.annotation", annotation,
                        lambda document: set_state(document, annotation.id, state))  # fmt: skip
        elif verb == "delete":
            self._apply("edit.annotation-delete", annotation,
                        lambda document: delete(document, annotation.id))  # fmt: skip
        else:
            self._write(verb, annotation)

    def jump(self, annotation: Annotation, *, focus: bool = False) -> None:
        """Go to what an annotation is about; ``focus`` puts the cursor there too."""
        host = self._host
        document = host.controller.session.document
        place = place_of(document, annotation)
        if place is not None:
            span = (place.start, place.end)
            host.panels.show_passage(annotation.target, place.field, span, focus=focus)
        elif annotation.target in document:
            host.controller.select(annotation.target)
        if annotation.quote is not None and place is None:
            host.foot.say(host.translate("annotations.lost", quote=annotation.quote.exact))

    def hold_passage(self, target: str, span: Span | None) -> bool:
        """Show the open annotation of a passage of an element at the side, else its first one.

        Return whether there is any.
        """
        document = self._host.controller.session.document
        found = [
            each
            for each in all_annotations(document.root)
            if each.target == target and each.state == OPEN
        ]
        places = [(place_of(document, each), each) for each in found]
        exact = [each for place, each in places if place and (place.start, place.end) == span]
        for annotation in (exact or found)[:1]:
            self._host.panels.sides.show_side("annotations")
            if self._panel is not None:
                self._panel.hold(annotation.id)
        return bool(found)

    def to_note(self, marks: PassageMarks) -> None:
        """Go to the annotation of the passage at the cursor, else of the selected element."""
        host = self._host
        if marks.follow() or self.hold_passage(host.controller.selected_id, None):
            if self._panel is not None:
                self._panel.list.setFocus()
        else:
            host.foot.say(host.translate("annotations.none-here"))

    def _write(self, verb: str, annotation: Annotation) -> None:
        host = self._host
        if verb == "rewrite" and annotation.author != self._author():
            host.foot.say(host.translate("annotations.not-yours", author=annotation.author))
            return
        key = "annotations.verb-reply" if verb == "reply" else "annotations.verb-rewrite"
        text = host.questions.write(host.translate(key), annotation.text)
        if not text:
            return
        author, now = self._author(), _now()
        self._apply(
            "edit.annotation",
            annotation,
            lambda document: (
                reply(document, annotation.id, text, author, now)
                if verb == "reply"
                else rewrite(document, annotation.id, text)
            ),
        )

    def _add(self, target: str, text: str, quote: Quote | None) -> None:
        host = self._host
        author, now = self._author(), _now()
        done = host.controller.apply(
            Step("edit.annotation-add", (), target),
            lambda document: annotate(document, target, text, author, now, quote),
        )
        if done:
            host.panels.sides.show_side("annotations")
            host.panels.sides.label()
            if self._panel is not None:
                self._panel.hold(all_annotations(host.controller.session.document.root)[-1].id)

    def _apply(self, label: str, annotation: Annotation, edit: Edit) -> None:
        self._host.controller.apply(Step(label, (), annotation.target), edit)
        self._host.panels.sides.label()

    def _author(self) -> str:
        return self._host.settings.author or _login()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _now() -> str:
    return datetime.now().astimezone().replace(microsecond=0).isoformat()


def _selected_words() -> tuple[str, str]:
    """Return the selected words and the text before them; signs for objects are no words."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QTextEdit):
        cursor = widget.textCursor()
        words = cursor.selectedText().replace("\u2029", "\n")
        cursor.setPosition(cursor.selectionStart())
        cursor.movePosition(cursor.MoveOperation.Start, cursor.MoveMode.KeepAnchor)
        before = cursor.selectedText().replace("\u2029", "\n")
        return words.replace("\ufffc", ""), before.replace("\ufffc", "")
    if isinstance(widget, QLineEdit) and widget.hasSelectedText():
        return widget.selectedText(), widget.text()[: widget.selectionStart()]
    return "", ""
