"""Rules that XSD cannot express: one module per topic, all listed here.

A rule is a generator of findings over a prepared document. It must not raise on any document,
however broken: what the schema complains about may be missing or of any type.
"""

from collections.abc import Callable, Iterator

from strategy_editor.validation.context import Context
from strategy_editor.validation.problem import Problem
from strategy_editor.validation.rules import (
    conflicts,
    dates,
    horizons,
    identity,
    indicators,
    language,
    leads,
    lineage,
    relations,
    spellings,
    structure,
    symmetry,
    texts,
    unfinished,
)

Rule = Callable[[Context], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    identity.duplicate_ids,
    identity.references,
    structure.empty_containers,
    structure.required_parts,
    horizons.goals_and_horizons,
    horizons.base_date,
    horizons.classes,
    leads.one_lead,
    leads.successions,
    dates.spans,
    dates.after_the_goal,
    lineage.roster,
    lineage.origins,
    lineage.evidence,
    lineage.numbers_of_goals,
    lineage.contradictions,
    symmetry.splits_and_merges,
    symmetry.new_or_not,
    symmetry.rosters,
    symmetry.circles,
    indicators.targets,
    relations.cycles,
    conflicts.unresolved,
    texts.announced_lists,
    language.short_forms,
    spellings.one_spelling,
    language.long_sentences,
    language.persons,
    unfinished.placeholders,
    unfinished.empty_texts,
    unfinished.several_blanks,
)
