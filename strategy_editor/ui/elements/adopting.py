"""Elements that arrive from another strategy: their references are settled with the user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from strategy_editor.document.node import Node
from strategy_editor.document.texts import Printed, shortened, title_of
from strategy_editor.editing.adopting import (
    LEAVE,
    TAKE,
    Adoption,
    Referred,
    Register,
    adoption,
    named,
    referred,
)
from strategy_editor.ui.asking.asked import Arriving, Missing
from strategy_editor.ui.elements.names import names_of
from strategy_editor.ui.host import Host
from strategy_editor.ui.notices import Notice
from strategy_editor.ui.structure.verbs import Arrival

_LENGTH = 60
_CHOOSABLE = frozenset(
    {
        "abbreviation",
        "actor",
        "claim",
        "field",
        "former-goal",
        "glossary-entry",
        "goal",
        "horizon-class",
        "measure",
        "section",
        "status",
        "subgoal",
    }
)
"""What can be told apart by its name in a list; nobody finds a paragraph in one."""


class Adopting:
    """Finds here what arriving elements refer to, and asks about the rest."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def __call__(self, nodes: Sequence[Node], register: Register) -> Arrival | None:
        """Return what becomes of the references; None where nothing is to arrive after all."""
        document = self._host.controller.session.document
        # What has its old id here needs no word: most come from this very strategy.
        others = [
            each
            for each in referred(document, nodes, register)
            if each.found != each.entry.id and not self._host.controller.session.is_read_only
        ]
        others.sort(key=lambda each: each.entry.tag)
        names = {each.entry.id or "": self._name(each, register) for each in others}
        answers = self._answers(others, names)
        if answers is None:
            return None
        made = adoption(document, nodes, register, answers, self._printed(register))
        told = self._told(made, [each.entry.id or "" for each in others], names)
        return Arrival(made, lambda: self._tell(told))

    def _tell(self, told: str) -> None:
        notices = self._host.notices
        notices.withdraw("adopting")
        if told:
            notices.tell("adopting", Notice("adopting.notice", {"told": told}))

    def _answers(
        self, entries: Sequence[Referred], names: Mapping[str, str]
    ) -> Mapping[str, str] | None:
        missing = [each for each in entries if not each.found]
        if not missing:
            return {}
        asked = tuple(self._missing(each, names[each.entry.id or ""]) for each in missing)
        known = tuple(names[each.entry.id or ""] for each in entries if each.found)
        return self._host.questions.adopt(Arriving(asked, known))

    def _told(self, made: Adoption, entries: Sequence[str], names: Mapping[str, str]) -> str:
        """Say what was matched, what came along and what was let go."""
        new = {each.id for each in made.entries}
        known = [each for each in entries if each in made.targets]
        told = {
            "adopting.matched": [each for each in known if made.targets[each] not in new],
            "adopting.taken": [each for each in known if made.targets[each] in new],
            "adopting.left": [each for each in entries if each in made.left],
        }
        return " ".join(
            self._host.translate(key, names=", ".join(names[each] for each in found))
            for key, found in told.items()
            if found
        )

    def _missing(self, each: Referred, name: str) -> Missing:
        translate, controller = self._host.translate, self._host.controller
        like = (
            node
            for node in controller.session.document.root.walk()
            if node.tag in _CHOOSABLE
            and (node.tag, node.get("for")) == (each.entry.tag, each.entry.get("for"))
        )
        ways = [(TAKE, translate("adopting.take"))] if each.can_come else []
        ways.append((LEAVE, translate("adopting.leave")))
        here = [
            (name.key, " ".join(filter(None, (name.number, name.title))))
            for name in names_of(controller, like)
        ]
        words = translate("adopting.missing", name=name, count=each.count)
        return Missing(each.entry.id or "", words, (*ways, *here))

    def _name(self, each: Referred, register: Register) -> str:
        """What an entry is called where it comes from, and here where that is something else."""
        translate, words = self._host.translate, self._host.controller.wording
        own = shortened(_known_by(each.entry, register), _LENGTH)
        name = translate("adopting.name", label=words.label(each.entry.tag), name=own)
        here = words.document.find(each.found) if each.found else None
        if here is None or set(named(here)) & set(named(each.entry)):
            return name
        return translate("adopting.as", name=name, here=words.short_name(each.found))

    def _printed(self, register: Register) -> Printed:
        entries = {each.id: each for each in register.entries}

        def printed(reference: Node) -> str:
            entry = entries.get(reference.get("target"))
            if entry is None:
                return self._host.translate("document.dangling-reference")
            number = register.numbers.get(entry.id or "", "").rstrip(".")
            title, show = title_of(entry), reference.get("show")
            if number and title and show == "number-and-title":
                return self._host.translate("document.number-and-title", number=number, title=title)
            if show == "title" and title:
                return title
            return number or self._host.translate("document.quoted", text=title)

        return printed


def _known_by(entry: Node, register: Register) -> str:
    number = register.numbers.get(entry.id or "", "")
    words: Iterable[str] = (number, entry.get("abbreviation") or title_of(entry))
    return " ".join(filter(None, words))
