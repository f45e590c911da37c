"""Which form an element gets: a page made by hand where it deserves one, else the generated one.

A page is any widget that keeps the ``Form`` protocol; most put their own sections around a
``NodeForm`` that leaves out what they show themselves. To add one, write a maker that imports it
when it is first needed and name it in ``_PAGES``. Makers are handed ``form_for`` for the cards.
"""

from __future__ import annotations

from collections.abc import Callable

from strategy_editor.document.node import Node
from strategy_editor.ui.controller import Controller
from strategy_editor.ui.form.protocol import Form, MakeForm
from strategy_editor.ui.theme import Theme

MakePage = Callable[[Controller, Theme, Node, MakeForm], Form]


def form_for(controller: Controller, theme: Theme, node: Node) -> Form:
    """Make the form of an element."""
    known = controller.session.schema.element(node.tag) is not None
    page = _PAGES.get(node.tag, _generated if known else _misfit)
    return page(controller, theme, node, form_for)


def _generated(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.node_form import NodeForm

    return NodeForm(controller, theme, node, make_form)


def _misfit(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.misfit import MisfitPage

    return MisfitPage(controller, theme, node, make_form)


def _table(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.table.page import TablePage

    return TablePage(controller, theme, node, make_form)


def _list(controller: Controller, theme: Theme, node: Node, _make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.list_page import ListPage

    return ListPage(controller, theme, node)


def _figure(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.figure import FigurePage

    return FigurePage(controller, theme, node, make_form)


def _goal(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.goal_page import GoalPage

    return GoalPage(controller, theme, node, make_form)


def _former_goal(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.goal_page import FormerGoalPage

    return FormerGoalPage(controller, theme, node, make_form)


def _measure(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.page_base import MilestonesPage

    return MilestonesPage(controller, theme, node, make_form, frozenset({"milestone"}))


def _disposition(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.disposition_page import DispositionPage

    return DispositionPage(controller, theme, node, make_form)


def _actor(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.actor_page import ActorPage

    return ActorPage(controller, theme, node, make_form)


def _profile(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.frame_pages import ProfilePage

    return ProfilePage(controller, theme, node, make_form)


def _metadata(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.frame_pages import MetadataPage

    return MetadataPage(controller, theme, node, make_form)


def _indicator(controller: Controller, theme: Theme, node: Node, make_form: MakeForm) -> Form:
    from strategy_editor.ui.form.indicator import IndicatorPage

    return IndicatorPage(controller, theme, node, make_form)


_PAGES: dict[str, MakePage] = {
    "indicator": _indicator,
    "figure": _figure,
    "list": _list,
    "goal": _goal,
    "subgoal": _goal,
    "former-goal": _former_goal,
    "measure": _measure,
    "disposition": _disposition,
    "actor": _actor,
    "profile": _profile,
    "metadata": _metadata,
    "table": _table,
}
