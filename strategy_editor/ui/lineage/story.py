"""One line of dispositions told in full: who became what, why, on what evidence, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from strategy_editor.comparison.proposals import GoalText, Proposal
from strategy_editor.comparison.words import compare_words
from strategy_editor.document.node import Node
from strategy_editor.i18n import Translator
from strategy_editor.ui.lineage.rows import Line
from strategy_editor.ui.lineage.words import LineWords
from strategy_editor.ui.marked_words import marked_html, marks_style
from strategy_editor.ui.theme import Theme


class LineStory:
    """Writes lines as HTML; links are ``verb:argument``."""

    def __init__(self, words: LineWords, translate: Translator) -> None:
        self._words = words
        self._translate = translate

    def told(self, line: Line, proposals: Sequence[Proposal], *, can_edit: bool) -> str:
        """Return a line in full."""
        parts = [*self._fates(line)]
        for disposition in line.strand.dispositions:
            parts += self._disposition(disposition, can_edit=can_edit)
        parts += self._texts(line)
        if line.fate is not None and line.fate.state == "open":
            parts += [self._proposed(line, each, can_edit=can_edit) for each in proposals]
        return "".join(parts)

    def _fates(self, line: Line) -> Iterator[str]:
        for fate in line.strand.fates:
            name = self._link("open", fate.former.id or "", self._words.former(fate))
            status = self._words.status_of_former(fate)
            if not status and not self._words.has_edition(fate):
                edition = fate.predecessor.get("edition")
                status = self._translate("lineage.status-unknown", edition=edition)
            yield f"<p><b>{name}</b> <span class='muted'>{escape(status)}</span></p>"
        if not line.strand.dispositions:
            key = "lineage.fate-open" if line.strand.fates else "lineage.origin-open"
            yield f"<p class='warning'>{escape(self._translate(key))}</p>"

    def _disposition(self, disposition: Node, *, can_edit: bool) -> Iterator[str]:
        kind = self._link("open", disposition.id or "", self._words.kind(disposition.get("kind")))
        names = [
            self._link("open", goal, self._words.main_of(goal))
            for goal in disposition.get("new").split()
        ]
        yield f"<p>{kind}{' → ' + ', '.join(names) if names else ''}</p>"
        for label, text in self._words.evidence(disposition):
            yield f"<p class='more'><span class='muted'>{escape(label)}:</span> {escape(text)}</p>"
        for field, label in self._words.missing(disposition):
            text = self._translate("lineage.missing", field=label)
            if can_edit:
                target = f"{disposition.id}/{field}"
                text = f"{escape(text)} {self._link('write', target, self._add(label))}"
            else:
                text = escape(text)
            yield f"<p class='warning'>{text}</p>"

    def _texts(self, line: Line) -> Iterator[str]:
        """The statements of a line, word by word, where both are known."""
        fate = line.fate or (line.strand.fates[0] if len(line.strand.fates) == 1 else None)
        goal = line.goal or (line.strand.goals[0] if len(line.strand.goals) == 1 else "")
        if fate is not None and not goal:
            text = self._words.text_of_former(fate).statement
            if text:
                yield f"<p class='text'>{escape(text)}</p>"
        elif fate is not None:
            yield self.compared(self._words.text_of_former(fate), self._words.text_of_goal(goal))
        elif goal:
            yield f"<p class='text'>{escape(self._words.text_of_goal(goal).statement)}</p>"

    def _proposed(self, line: Line, proposal: Proposal, *, can_edit: bool) -> str:
        assert line.fate is not None
        percent = round(100 * proposal.similarity)
        name = self._words.main_of(proposal.goal)
        words = self._translate("lineage.proposal", percent=percent, name=name)
        accept = self._link("accept", proposal.goal, self._translate("lineage.accept"))
        compared = self.compared(
            self._words.text_of_former(line.fate), self._words.text_of_goal(proposal.goal)
        )
        return f"<p><b>{escape(words)}</b> {accept if can_edit else ''}</p>{compared}"

    def compared(self, old: GoalText, new: GoalText) -> str:
        """Return two statements word by word; without the old one only the new."""
        if not old.statement:
            return f"<p class='text'>{escape(new.statement)}</p>"
        if old.statement == new.statement:
            same = escape(self._translate("lineage.same-words"))
            return f"<p class='text'>{escape(new.statement)} <span class='muted'>{same}</span></p>"
        words = compare_words(old.statement, new.statement)
        return f"<p class='text'>{marked_html(words)}</p>"

    def _add(self, label: str) -> str:
        return self._translate("lineage.add", field=label)

    @staticmethod
    def _link(verb: str, target: str, words: str) -> str:
        return f"<a href='{verb}:{escape(target)}'>{escape(words)}</a>"


def style_of(theme: Theme) -> str:
    """Return the style sheet of the story in a theme's colours."""
    return (
        f"p {{ margin: 3px 0 }} .more {{ margin-left: 12px }} .text {{ margin: 6px 0 }}"
        f" a {{ color: {theme.accent}; text-decoration: none }}"
        f" .warning {{ color: {theme.warning} }}{marks_style(theme)}"
    )
