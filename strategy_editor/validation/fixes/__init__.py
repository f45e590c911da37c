"""Quick fixes: for a finding, the edits that would resolve it.

One module per topic, all listed here by rule. A fix is built for the document as it is, asks at
most one question, is one step of undo, and never makes an error that was not there: what it adds
may be unfinished, what was there before is not made worse.
"""

from __future__ import annotations

from collections.abc import Mapping

from strategy_editor.document.document import Document
from strategy_editor.validation.fixes import (
    contents,
    language,
    leads,
    lineage,
    measured,
    misfits,
    muting,
    parts,
    references,
    symmetry,
    times,
)
from strategy_editor.validation.fixes.fix import Fix, Maker, Means, lead_to
from strategy_editor.validation.problem import Problem

MAKERS: Mapping[str, Maker] = {
    "schema.missing": parts.missing,
    "schema.incomplete": parts.incomplete,
    "schema.attribute-missing": parts.attribute_missing,
    "schema.attribute-unknown": parts.attribute_unknown,
    "schema.empty": parts.empty,
    "schema.not-empty": parts.not_empty,
    "schema.stray-text": parts.stray_text,
    "schema.unexpected": misfits.unexpected,
    "duplicate-id": references.duplicate,
    "dangling-reference": references.dangling,
    "reference-to-wrong-kind": references.dangling,
    "empty-claim": contents.empty_container,
    "empty-field": contents.empty_container,
    "empty-section": contents.empty_container,
    "required-part-missing": contents.required_part,
    "list-announced-but-missing": contents.announced_list,
    "placeholder": contents.placeholder,
    "empty-text": contents.placeholder,
    "several-blanks": contents.blanks,
    "other-spelling": language.spelling,
    "short-form-too-early": language.short_form,
    "short-form-unexplained": language.short_form,
    "masculine-only": language.both,
    "short-form-not-listed": language.list_short_form,
    "other-form": language.one_form,
    "repeated-text": contents.repeated,
    "nearly-repeated-text": contents.repeated,
    "listed-but-unused": language.unused,
    "other-kind-named": language.right_kind,
    "typography-blank": language.typography,
    "typography-dash": language.typography,
    "typography-soft-hyphen": language.typography,
    "goal-without-horizon": times.horizon,
    "horizon-mismatch": times.horizon,
    "horizon-without-base": times.base_date,
    "horizon-classes-overlap": times.class_border,
    "horizon-classes-gap": times.class_border,
    "horizon-classes-start": times.class_border,
    "permanent-with-date": times.target_date,
    "target-beyond-term": times.target_date,
    "target-before-term": times.target_date,
    "ends-before-it-begins": times.end_before_begin,
    "later-than-its-goal": times.too_late,
    "no-lead": leads.no_lead,
    "lead-gap": leads.gap,
    "two-leads": leads.two,
    "lead-did-not-exist": leads.absent,
    "circular-succession": leads.succession,
    "former-goal-without-disposition": lineage.former_goal,
    "goal-without-origin": lineage.new_goal,
    "disposition-without-evidence": lineage.evidence,
    "disposition-cardinality": lineage.numbers,
    "contradictory-dispositions": lineage.contradiction,
    "continued-but-changed": lineage.not_unchanged,
    "former-goal-goes-on-twice": symmetry.goes_on_twice,
    "goal-with-two-origins": symmetry.goes_on_twice,
    "new-goal-with-origin": symmetry.new_with_origin,
    "former-goal-twice": symmetry.twice_in_roster,
    "roster-lacks-goal": symmetry.untrue_roster,
    "roster-goal-unknown": symmetry.untrue_roster,
    "roster-text-differs": symmetry.untrue_roster,
    "roster-entry-differs": symmetry.untrue_roster,
    "roster-edition-differs": symmetry.untrue_roster,
    "unchanged-only-by-roster": symmetry.untrue_roster,
    "target-in-wrong-direction": measured.direction,
    "circular-dependency": measured.circle,
    "muted-without-finding": muting.forgotten,
}


def fixes(document: Document, problem: Problem, means: Means) -> list[Fix]:
    """Return the fixes for a finding, the likeliest first; the last way is to go to the place."""
    maker = MAKERS.get(problem.rule)
    if maker is None and problem.rule.startswith("schema.value."):
        maker = parts.value
    made = list(maker(document, problem, means)) if maker is not None else []
    return made or [lead_to(problem)]
