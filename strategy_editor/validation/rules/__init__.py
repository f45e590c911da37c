"""Rules that XSD cannot express: one module per topic, all listed here.

A rule is a generator of findings. It must not raise on any document, however broken: what the
schema complains about may be missing or of any type. Most rules are about single elements and
run again only where something was edited; the others see the whole document.
"""

from collections.abc import Callable, Iterator

from strategy_editor.validation.context import Context
from strategy_editor.validation.facts import ANY_PARENT, LocalRule
from strategy_editor.validation.problem import Problem
from strategy_editor.validation.rules import (
    conflicts,
    dates,
    forms,
    horizons,
    identity,
    indicators,
    language,
    leads,
    lineage,
    listed,
    naming,
    readability,
    relations,
    repeated,
    spellings,
    structure,
    symmetry,
    texts,
    typography,
    unfinished,
)

Rule = Callable[[Context], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    identity.duplicate_ids,
    identity.references,
    structure.required_parts,
    horizons.base_date,
    horizons.classes,
    leads.successions,
    lineage.roster,
    lineage.origins,
    lineage.evidence,
    lineage.numbers_of_goals,
    lineage.contradictions,
    symmetry.splits_and_merges,
    symmetry.new_or_not,
    symmetry.rosters,
    symmetry.circles,
    relations.cycles,
    conflicts.unresolved,
    language.short_forms,
    listed.unused_entries,
    listed.missing_entries,
    naming.words_before_references,
    spellings.one_spelling,
    language.long_sentences,
    language.persons,
    forms.one_form,
    readability.hard_sections,
    repeated.repeated_texts,
)

LOCAL_RULES: tuple[tuple[LocalRule, tuple[str, ...]], ...] = (
    (structure.empty_containers, structure.CONTAINERS),
    (horizons.goals_and_horizons, horizons.GOAL_TAGS),
    (leads.one_lead, leads.LED),
    (dates.spans, dates.DATED),
    (dates.after_the_goal, dates.LIMITS),
    (indicators.targets, ("indicator",)),
    (texts.announced_lists, ANY_PARENT),
    (unfinished.placeholders, unfinished.TITLES),
    (unfinished.empty_texts, unfinished.REQUIRED),
    (unfinished.empty_paragraphs, ("paragraph",)),
    (unfinished.several_blanks, unfinished.RUNNING),
    (typography.marks, typography.TEXTS),
    (typography.long_titles, typography.TITLES),
    (typography.long_statements, typography.STATEMENTS),
)
"""With the tags of the elements that a rule is about."""
