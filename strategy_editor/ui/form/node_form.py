"""All fields and children of one element."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from strategy_editor.document.node import Node
from strategy_editor.forms.plan import FieldPlan, FormPlan, is_filled, plan
from strategy_editor.ui.afterwards import AfterPainting
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.cards import CardGroups
from strategy_editor.ui.form.fields import Field
from strategy_editor.ui.form.grid import FieldGrid
from strategy_editor.ui.form.lines_field import LinesField
from strategy_editor.ui.form.offers import Offer, Offers
from strategy_editor.ui.form.protocol import Form, MakeForm
from strategy_editor.ui.form.text_field import TextField
from strategy_editor.ui.icons import role_icon_name
from strategy_editor.ui.richtext.field import RichTextField
from strategy_editor.ui.theme import SPACE, Theme
from strategy_editor.validation.problem import Problem

AnyField = Field | TextField | LinesField


class NodeForm(QWidget):
    """The form of one element; ``show_node`` follows it while it stays of the same type.

    ``without`` names fields and kinds of children that a page made by hand shows in its own way.
    Optional fields are there when they hold something or were asked for.
    """

    def __init__(
        self,
        controller: Controller,
        theme: Theme,
        node: Node,
        make_form: MakeForm,
        without: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._controller = controller
        self._theme = theme
        self._node = node
        self._make_form = make_form
        self._plan: FormPlan = plan(controller.session.schema, node.tag).without(without)
        self._by_key: dict[str, AnyField] = {}
        self._asked: set[str] = set()
        self._problems: list[Problem] = []
        self._is_changing = False
        self._soon = AfterPainting(self, self.show_surroundings)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * SPACE)
        self._grid = FieldGrid()
        box.addWidget(self._grid)
        self._cards = CardGroups(controller, theme, self._plan, node, self._child_form)
        box.addWidget(self._cards)
        self._offers: Offers | None = None
        for each in self._plan.fields:
            self._by_key[each.key] = self._make(each)
        self._show_optional()
        self._show_offers()

    def widget(self) -> QWidget:
        """Return the form as a widget."""
        return self

    def add_section(self, section: QWidget) -> None:
        """Put a section of a page between the fields and the cards."""
        self._box.insertWidget(self._box.indexOf(self._cards), section)

    @property
    def cards(self) -> CardGroups:
        """The children, as they are now."""
        self.complete()
        return self._cards

    @property
    def node_id(self) -> str:
        """The id of the element shown."""
        return self._node.id or ""

    @property
    def tag(self) -> str:
        """The type of the element shown."""
        return self._node.tag

    @property
    def offered(self) -> list[str]:
        """What may be added: keys of fields and tags of children."""
        self.complete()
        return self._offers.keys if self._offers is not None else []

    def show_node(self, node: Node) -> None:
        """Show a newer state of the element.

        While somebody types in a field, what is around the fields follows once that is painted.
        """
        before, self._node = self._node, node
        is_typing = node is not before and _is_typing(before, node)
        if node is not before:
            for field in self._by_key.values():
                if is_typing and field.shows_the_same(before, node):
                    field.follow(node)
                else:
                    field.show_node(node)
        if self._is_changing:
            self._show_optional()
        elif is_typing:
            self._soon.start()
        else:
            # Numbers and names of other elements may have changed, though this one did not.
            self.show_surroundings()

    def show_surroundings(self) -> None:
        """Show what is around the fields: children, what may be added, what belongs to it."""
        self._show_optional()
        self._show_below()
        self.show_overviews()

    def _show_below(self) -> None:
        self._soon.stop()
        self._cards.show_node(self._node)
        self._show_offers()

    def show_other(self, node: Node) -> None:
        """Show another element of the same type: what was asked for is not asked for here.

        Cards that are out of sight, below what the window has room for, follow once the form is
        painted.
        """
        self._asked.clear()
        self._is_changing = True
        self.show_node(node)
        self._is_changing = False
        self.show_overviews()
        if self._are_cards_in_sight():
            self._show_below()
        else:
            self._soon.start()

    def show_overviews(self) -> None:
        """Show what a page has between fields and cards."""

    def complete(self) -> None:
        """Show now what would follow once the form is painted."""
        if self._soon.is_due:
            self.show_surroundings()

    def put_away(self) -> None:
        """Wait out of sight for another element."""
        self._soon.stop()
        self.hide()

    def show_problems(self, problems: list[Problem]) -> None:
        """Show findings beside the fields they concern."""
        self._problems = problems
        found: dict[str, list[Problem]] = {}
        for each in problems:
            if each.node_id == self.node_id and not each.muted and each.field:
                found.setdefault(each.field.partition("#")[0], []).append(each)
        for key, field in self._by_key.items():
            self._show_found(field, found.get(key, []) if key else [])
        self._cards.show_problems(problems)

    def retranslate(self) -> None:
        """Speak the current language."""
        for field in self._by_key.values():
            field.retranslate()
        self._cards.retranslate()
        self._show_optional()
        self._show_offers()

    def focus_first(self) -> None:
        """Put the cursor into the first field, its text selected so that typing replaces it."""
        for field in self._by_key.values():
            target = field.focus_target()
            target.setFocus()
            if isinstance(target, QLineEdit):
                target.selectAll()
            elif isinstance(target, RichTextField):
                target.editor.selectAll()
            return

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field, or where a missing part can be added.

        Return whether the form has it; a finding about a child that is missing leads to the
        button that adds one.
        """
        name, _, position = key.partition("#")
        if any(each.key == name for each in self._plan.more):
            self.ask_for(name)
        field = self._by_key.get(name)
        if field is not None:
            field.focus_target(int(position or "1") - 1).setFocus()
            return True
        if self.cards.focus_kind(name):
            return True
        return self._offers is not None and self._offers.focus_offer(name)

    def field(self, key: str) -> AnyField:
        """Return a field that is shown; raise ``KeyError`` for another."""
        if key not in self._asked and any(each.key == key for each in self._plan.more):
            raise KeyError(key)
        return self._by_key[key]

    def ask_for(self, key: str) -> None:
        """Show an optional field though it is empty."""
        if key in self._asked:
            return
        self._asked.add(key)
        if key not in self._by_key:
            each = next(each for each in self._plan.more if each.key == key)
            self._by_key[key] = self._make(each)
            self.show_problems(self._problems)
        self._show_optional()
        self._show_offers()

    def offer(self, key: str) -> None:
        """Add an optional part and put the cursor into it."""
        if any(each.key == key for each in self._plan.more):
            self.ask_for(key)
            field = self._by_key[key]
            if isinstance(field, Field):
                field.focus_target().setFocus()
            else:
                field.add_one()
        else:
            self.cards.add(key)

    def _are_cards_in_sight(self) -> bool:
        """Whether somebody sees what stands below fields and overviews, as those are now."""
        if not self.isVisible():
            return True
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        above = [self._box.itemAt(at) for at in range(self._box.indexOf(self._cards))]
        ends = (item.geometry().bottom() for item in above if item and not item.isEmpty())
        end = max(ends, default=0)
        return end + self._box.spacing() < self.visibleRegion().boundingRect().bottom()

    def _child_form(self, node: Node) -> Form:
        return self._make_form(self._controller, self._theme, node)

    def _show_found(self, field: AnyField, own: list[Problem]) -> None:
        worst = max((each.severity for each in own), default=None)
        wording = self._controller.wording
        field.show_problem("\n".join(wording.problem(each) for each in own), worst)

    def _make(self, field: FieldPlan) -> AnyField:
        if field.kind in ("text", "own-text"):
            return TextField(self._controller, self._theme, field, self._node)
        kind = LinesField if field.many else Field
        return kind(self._controller, self._theme, field, self._node)

    def _show_optional(self) -> None:
        """Show optional fields that hold something or were asked for."""
        for each in self._plan.more:
            if is_filled(self._node, each):
                # What was emptied stays as long as the element is in hand.
                self._asked.add(each.key)
                if each.key not in self._by_key:
                    self._by_key[each.key] = self._make(each)
        more = [each for each in self._plan.more if each.key in self._asked]
        shown = [*self._plan.fields, *more]
        self._grid.show_fields([(self._by_key[each.key], each.width) for each in shown])

    def _show_offers(self) -> None:
        """Offer the optional parts that are not there."""
        if self._controller.session.is_read_only:
            return
        offers = self._offered()
        if self._offers is None:
            if not offers:
                return
            self._offers = Offers(self._theme, self._controller.translate, self.offer)
            self._box.addWidget(self._offers)
        self._offers.name(self._offers_title())
        self._offers.show_offers(offers)

    def _offers_title(self) -> str:
        controller = self._controller
        if self.node_id == controller.selected_id:
            return controller.translate("form.add-child")
        number = controller.numbers.get(self.node_id, "")
        return controller.translate("form.add-to" if number else "form.add-here", number=number)

    def _offered(self) -> list[Offer]:
        language, wording = self._controller.translate.language, self._controller.wording
        found = [
            Offer(each.key, each.documentation.label(language), each.documentation.help(language))
            for each in self._plan.more
            if each.key not in self._asked
        ]
        elements = self._controller.session.schema.elements
        for tag in self._cards.absent():
            helped = elements[tag].documentation.help(language)
            found.append(Offer(tag, wording.label(tag), helped, role_icon_name(tag)))
        # What is asked for most stands first: kinds of children where there are many of them.
        wanted = self._plan.offered
        rank = {key: at for at, key in enumerate(wanted)}
        return sorted(found, key=lambda offer: rank.get(offer.key, len(wanted)))


def _is_typing(old: Node, new: Node) -> bool:
    """Whether two states of an element differ in what its fields show and in nothing else."""
    return (old.id, old.attributes) == (new.id, new.attributes) and _around(old) == _around(new)


def _around(node: Node) -> list[object]:
    return [part.tag if part.id is None else id(part) for part in node.children]
