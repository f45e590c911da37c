"""Each broken sample has exactly one finding, or exactly one reason why it cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from strategy_editor.cli.check import check_file
from strategy_editor.cli.main import run
from strategy_editor.errors import NotWellFormed
from strategy_editor.i18n import LANGUAGES, catalogue, text
from strategy_editor.paths import shipped

FOLDER = shipped("samples") / "broken"
REMEDY = {"de": "bitte ", "en": "please "}

# Exit code 2. Not well-formed: the reason, line and column.
MALFORMED = {
    "declaration-not-first.xml": ("declaration-not-first", 2, 6),
    "encoding-latin1-without-declaration.xml": ("wrong-encoding", 21, 14),
    "encoding-unknown.xml": ("unknown-encoding", 1, 47),
    "encoding-utf16-declared-utf8.xml": ("wrong-encoding", 1, 31),
    "forbidden-character-reference.xml": ("invalid-character", 32, 64),
    "forbidden-character.xml": ("invalid-character", 32, 59),
    "plain-text.xml": ("empty", 1, 1),
    "syntax-ampersand.xml": ("ampersand", 31, 21),
    "syntax-attribute-twice.xml": ("attribute-twice", 35, 81),
    "syntax-attribute-without-quotes.xml": ("attribute-quotes", 26, 23),
    "syntax-less-than.xml": ("less-than", 37, 54),
    "syntax-two-roots.xml": ("content-after-end", 53, 1),
    "syntax-unclosed-element.xml": ("tag-mismatch", 50, 11),
    "truncated.xml": ("truncated", 37, 43),
    "undeclared-entity.xml": ("undeclared-entity", 27, 58),
    "undeclared-prefix.xml": ("undeclared-prefix", 47, 22),
}
# Exit code 2. Readable as XML or not at all, but no strategy.
REFUSED = {
    "doctype-only.xml": "error.doctype",
    "docx-as.xml": "error.is-office-file",
    "empty.xml": "error.empty",
    "entity-bomb.xml": "error.doctype",
    "external-entity.xml": "error.doctype",
    "foreign-namespace.xml": "error.not-a-strategy",
    "newer-major-version.xml": "error.newer-version",
    "no-namespace.xml": "error.no-namespace",
    "only-a-part.xml": "error.not-whole",
    "pdf-as.xml": "error.is-pdf",
}
# Exit code 1. A good strategy, for a later program.
NEWER = {
    "newer-minor-version.xml": "error.newer-version",
}
# Exit code 1. Rule, element and field of the one error.
ERRORS = {
    "unresolved-conflict.xml": ("unresolved-conflict", "g_hilfe", "statement"),
    "bad-choice.xml": ("schema.value.choice", "metadata", "@status"),
    "bad-date.xml": ("schema.value.date", "metadata", "@as-of"),
    "bad-identifier.xml": ("schema.value.identifier", "p.dienste", "@id"),
    "bad-number.xml": ("schema.value.decimal", "b_antrag", "@value"),
    "circular-succession.xml": ("circular-succession", "a_amt", "@successor"),
    "content-in-empty-element.xml": ("schema.not-empty", "r_antrag", ""),
    "continued-but-changed.xml": ("continued-but-changed", "d_hilfe", "@kind"),
    "contradictory-dispositions.xml": ("contradictory-dispositions", "d_erreicht", "@kind"),
    "dangling-cross-reference.xml": ("dangling-reference", "p_dienste", "cross-reference"),
    "dangling-reference.xml": ("dangling-reference", "r_antrag", "@actor"),
    "disposition-without-evidence.xml": ("disposition-without-evidence", "d_netz", "reason"),
    "duplicate-id.xml": ("duplicate-id", "g_antrag", "@id"),
    "element-in-title.xml": ("schema.unexpected", "f_dienste", "title"),
    "empty-title.xml": ("schema.empty", "g_hilfe", "title"),
    "empty-value.xml": ("schema.empty", "i_antrag", "@unit"),
    "ends-before-it-begins.xml": ("ends-before-it-begins", "ms_portal", "@end"),
    "former-goal-goes-on-twice.xml": ("former-goal-goes-on-twice", "d_post", "@old"),
    "former-goal-twice.xml": ("former-goal-twice", "fg_post_2", "@goal"),
    "goal-with-two-origins.xml": ("goal-with-two-origins", "d_post", "@new"),
    "goal-without-horizon.xml": ("goal-without-horizon", "g_antrag", "@horizon"),
    "goal-without-origin.xml": ("goal-without-origin", "g_neu", ""),
    "horizon-contradiction-by-one-day.xml": ("horizon-mismatch", "g_antrag", "@horizon"),
    "horizon-contradiction.xml": ("horizon-mismatch", "g_antrag", "@horizon"),
    "indicator-wrong-direction.xml": ("target-in-wrong-direction", "t_antrag", "@value"),
    "lead-did-not-exist.xml": ("lead-did-not-exist", "g_antrag", "responsibility"),
    "lead-gap.xml": ("lead-gap", "g_hilfe", "responsibility"),
    "lead-no-longer-exists.xml": ("lead-did-not-exist", "g_antrag", "responsibility"),
    "merged-from-one.xml": ("disposition-cardinality", "d_netz", "@old"),
    "misplaced-element.xml": ("schema.unexpected", "m_antrag", ""),
    "missing-actors.xml": ("schema.missing", "auenfeld", "actors"),
    "missing-attribute.xml": ("schema.attribute-missing", "ad_stadt", "@degree"),
    "missing-id.xml": ("schema.attribute-missing", "f_dienste", "paragraph"),
    "missing-metadata.xml": ("schema.missing", "auenfeld", "metadata"),
    "missing-required-part.xml": ("required-part-missing", "auenfeld", ""),
    "missing-statement.xml": ("schema.missing", "g_hilfe", "statement"),
    "missing-title.xml": ("schema.missing", "c_online", "title"),
    "new-goal-with-origin.xml": ("new-goal-with-origin", "d_neu", "@new"),
    "no-lead.xml": ("no-lead", "g_hilfe", "responsibility"),
    "own-predecessor.xml": ("own-predecessor", "pre", "@document"),
    "reference-to-wrong-kind.xml": ("reference-to-wrong-kind", "g_antrag", "@horizon"),
    "roster-goal-forgotten.xml": ("former-goal-without-disposition", "fg_post", ""),
    "split-without-partner.xml": ("disposition-cardinality", "d_netz", "@new"),
    "stray-text.xml": ("schema.stray-text", "c_online", ""),
    "target-beyond-term.xml": ("target-beyond-term", "g_antrag", "@target-date"),
    "title-twice.xml": ("schema.unexpected", "scope", "title#2"),
    "two-leads.xml": ("two-leads", "g_hilfe", "responsibility"),
    "unknown-attribute.xml": ("schema.attribute-unknown", "c_online", "@farbe"),
    "unknown-element.xml": ("schema.unexpected", "x_hilfe", ""),
    "wrong-order.xml": ("schema.unexpected", "g_hilfe", "statement"),
}  # fmt: skip
# Exit code 0, with --strict 1.
WARNINGS = {
    "announced-list-missing.xml": ("list-announced-but-missing", "p_dienste", ""),
    "circular-dependency.xml": ("circular-dependency", "g_antrag", "relation"),
    "empty-claim.xml": ("empty-claim", "c_leer", ""),
    "empty-field.xml": ("empty-field", "f_leer", ""),
    "empty-section.xml": ("empty-section", "s_leer", ""),
    "empty-statement.xml": ("empty-text", "g_hilfe", "statement"),
    "horizon-classes-gap.xml": ("horizon-classes-gap", "h_long", "@label"),
    "horizon-classes-overlap.xml": ("horizon-classes-overlap", "h_medium", "@label"),
    "horizon-without-base.xml": ("horizon-without-base", "metadata", "@horizon-base"),
    "indicator-without-baseline.xml": ("indicator-without-baseline", "i_antrag", "baseline"),
    "indicator-without-target.xml": ("indicator-without-target", "i_antrag", "target"),
    "later-than-its-goal.xml": ("later-than-its-goal", "m_antrag", "@date"),
    "missing-required-part-in-draft.xml": ("required-part-missing", "auenfeld", ""),
    "other-spelling.xml": ("other-spelling", "g_hilfe", "statement"),
    "placeholder-title.xml": ("placeholder", "g_hilfe", "title"),
    "permanent-with-date.xml": ("permanent-with-date", "g_hilfe", "@target-date"),
    "roster-goal-forgotten-in-draft.xml": ("former-goal-without-disposition", "fg_post", ""),
    "short-form-too-early.xml": ("short-form-too-early", "p_dienste", ""),
    "short-form-unexplained.xml": ("short-form-unexplained", "p_dienste", ""),
    "target-before-term.xml": ("target-before-term", "g_antrag", "@target-date"),
    "other-kind-named.xml": ("other-kind-named", "p_dienste", ""),
}  # fmt: skip
# Exit code 0.
HINTS = {
    "long-sentence.xml": ("long-sentence", "p_dienste", ""),
    "masculine-only.xml": ("masculine-only", "p_dienste", ""),
    "sign-in-word.xml": ("sign-in-word", "p_dienste", ""),
    "muted-without-finding.xml": ("muted-without-finding", "mu_anspruch", ""),
    "several-blanks.xml": ("several-blanks", "p_dienste", ""),
    "listed-but-unused.xml": ("listed-but-unused", "abk_ozg", "@short"),
    "short-form-not-listed.xml": ("short-form-not-listed", "p_dienste", ""),
    "typography-blank.xml": ("typography-blank", "p_dienste", ""),
    "typography-dash.xml": ("typography-dash", "p_dienste", ""),
    "typography-soft-hyphen.xml": ("typography-soft-hyphen", "p_dienste", ""),
    "long-title.xml": ("long-title", "f_dienste", "title"),
    "long-statement.xml": ("long-statement", "g_hilfe", "statement"),
    "horizon-classes-start.xml": ("horizon-classes-start", "h_short", "@label"),
    "other-form.xml": ("other-form", "p_post", ""),
    "repeated-text.xml": ("repeated-text", "p_noch_einmal", ""),
    "nearly-repeated-text.xml": ("nearly-repeated-text", "p_noch_einmal", ""),
    "hard-to-read.xml": ("hard-to-read", "s_technik", ""),
    "target-within-a-year.xml": ("target-within-a-year", "g_antrag", "@target-date"),
}
# Exit code 0 alone. What is wrong shows against the file of the edition before, then exit code 1
# for errors and 0 for warnings.
PREDECESSOR = "auenfeld-2018.xml"
AGAINST = {
    PREDECESSOR: [("error", "predecessor-is-itself", "lineage", "")],
    "circular-lineage.xml": [("error", "circular-lineage", "pre", "")],
    "not-the-predecessor.xml": [("error", "not-the-predecessor", "lineage", "")],
    "roster-edition-differs.xml": [("warning", "roster-edition-differs", "pre", "@edition")],
    "roster-entry-differs.xml": [("warning", "roster-entry-differs", "fg_post", "@title")],
    "roster-goal-unknown.xml": [("error", "roster-goal-unknown", "fg_funk", "@goal")],
    "roster-lacks-goal.xml": [("error", "roster-lacks-goal", "pre", "")],
    "roster-text-differs.xml": [("error", "roster-text-differs", "fg_post", "@hash")],
    "unchanged-only-by-roster.xml": [
        ("error", "roster-text-differs", "fg_hilfe", "@hash"),
        ("error", "unchanged-only-by-roster", "d_hilfe", "@kind"),
    ],
}
# Exit code 0. Odd, but nothing is wrong with it.
CLEAN = ("hundred-levels-deep.xml", *AGAINST)

UNREADABLE = dict.fromkeys(MALFORMED, "error.not-well-formed") | REFUSED | NEWER
FINDINGS = {
    **{name: [("error", *found)] for name, found in ERRORS.items()},
    **{name: [("warning", *found)] for name, found in WARNINGS.items()},
    **{name: [("hint", *found)] for name, found in HINTS.items()},
    **{name: [] for name in CLEAN},
}
CODES = {
    **dict.fromkeys([*MALFORMED, *REFUSED], 2),
    **dict.fromkeys([*NEWER, *ERRORS], 1),
    **dict.fromkeys([*WARNINGS, *HINTS, *CLEAN], 0),
}


def check(capsys, *arguments: str | Path) -> tuple[int, str]:
    """Run the command line as a user does; return exit code and output."""
    outcome = run(["check", *map(str, arguments)], "de")
    said = capsys.readouterr()
    assert said.err == ""
    return outcome.code, said.out


def check_json(capsys, path: Path, language: str = "de", *options: str) -> dict:
    outcome = run(["check", str(path), "--format", "json", *options], language)
    shape = json.loads(capsys.readouterr().out)
    assert shape["format"] == "strategy-check/1"
    (only,) = shape["files"]
    assert only["file"] == str(path)
    return only | {"code": outcome.code}


def test_the_tables_name_every_file_once():
    tables = [*MALFORMED, *REFUSED, *NEWER, *ERRORS, *WARNINGS, *HINTS, *CLEAN]
    assert sorted(tables) == sorted(path.name for path in FOLDER.iterdir())
    assert len(tables) == len(set(tables)) >= 28


@pytest.mark.parametrize("name", FINDINGS)
def test_a_file_broken_in_one_way_has_one_finding(capsys, name):
    checked = check_json(capsys, FOLDER / name)
    assert checked["error"] is None
    found = [tuple(each[key] for key in ("severity", "rule", "id", "field"))
             for each in checked["findings"]]  # fmt: skip
    assert found == FINDINGS[name]
    assert checked["code"] == CODES[name]
    severities = [each[0] for each in found]
    assert checked["summary"] == {
        f"{severity}s": severities.count(severity) for severity in ("error", "warning", "hint")
    } | {"muted": 0}


@pytest.mark.parametrize("name", AGAINST)
def test_against_the_edition_before_what_is_untrue_is_found(capsys, name, language):
    options = ("--predecessor", str(FOLDER / PREDECESSOR))
    checked = check_json(capsys, FOLDER / name, language, *options)
    found = [tuple(each[key] for key in ("severity", "rule", "id", "field"))
             for each in checked["findings"]]  # fmt: skip
    assert found == AGAINST[name]
    assert checked["code"] == (1 if found[0][0] == "error" else 0)
    for each in checked["findings"]:
        assert_one_sentence(each["message"], language)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_has_one_reason(capsys, name):
    checked = check_json(capsys, FOLDER / name)
    assert checked["error"]["key"] == UNREADABLE[name]
    assert checked["findings"] == []
    assert checked["summary"] == {"errors": 0, "warnings": 0, "hints": 0, "muted": 0}
    assert checked["code"] == CODES[name]


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_not_well_formed_says_why_and_where(capsys, name, language):
    error = check_file(FOLDER / name).error
    assert isinstance(error, NotWellFormed)
    assert (error.values["reason_key"], error.line, error.column) == MALFORMED[name]
    message = check_json(capsys, FOLDER / name, language)["error"]["message"]
    assert f" {error.line}, " in message
    assert f" {error.column} " in message or f" {error.column}:" in message


def assert_one_sentence(sentence: str, language: str) -> None:
    assert "\n" not in sentence
    assert sentence[-1] == "."
    assert ". " not in sentence
    assert "{" not in sentence
    assert f"; {REMEDY[language]}" in sentence


@pytest.mark.parametrize("name", UNREADABLE)
def test_the_error_is_one_sentence_with_file_and_remedy(capsys, name, language):
    outcome = run(["check", str(FOLDER / name)], language)
    said = capsys.readouterr()
    assert said.err == ""
    assert outcome.code == CODES[name]
    sentence = said.out.removesuffix("\n")
    assert_one_sentence(sentence, language)
    assert str(FOLDER / name) in sentence
    assert sentence == check_json(capsys, FOLDER / name, language)["error"]["message"]


@pytest.mark.parametrize("name", FINDINGS)
def test_text_and_json_say_the_same(capsys, name, language):
    checked = check_json(capsys, FOLDER / name, language)
    outcome = run(["check", str(FOLDER / name)], language)
    said = capsys.readouterr()
    assert said.err == ""
    assert outcome.code == checked["code"]
    lines = [str(FOLDER / name)]
    for each in checked["findings"]:
        assert_one_sentence(each["message"], language)
        assert each["place"][0] not in "„“ "
        severity = text(language, f"severity.{each['severity']}")
        lines += [f"  {severity}: {each['place']}", f"      {each['message']}"]
    counted = [
        text(language, f"severity.{key}", count=checked["summary"][key])
        for key in ("errors", "warnings", "hints")
    ]
    lines.append("  " + ", ".join(counted))
    assert said.out.splitlines() == lines


@pytest.mark.parametrize("name", FINDINGS)
def test_the_two_languages_differ(capsys, name):
    german, english = (check_json(capsys, FOLDER / name, each) for each in LANGUAGES)
    for one, other in zip(german["findings"], english["findings"], strict=True):
        assert one["message"] != other["message"]
        assert one["values"] == other["values"]


@pytest.mark.parametrize("name", [*WARNINGS, *HINTS, *CLEAN])
def test_strictness_counts_warnings_but_not_hints(capsys, name):
    code, _ = check(capsys, FOLDER / name, "--strict")
    assert code == (1 if name in WARNINGS else 0)


def test_all_at_once_give_the_worst_code_and_each_its_part(capsys):
    paths = sorted(FOLDER.iterdir())
    code, out = check(capsys, *paths)
    assert code == 2
    for path in paths:
        assert out.count(str(path)) == 1
    assert len(out.split("\n\n")) == len(paths)


def test_checking_writes_nothing(capsys):
    def state() -> dict[Path, tuple[bytes, int]]:
        files = (path for path in FOLDER.parent.rglob("*") if path.is_file())
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = state()
    check(capsys, *sorted(FOLDER.iterdir()))
    assert state() == before


COMMENTS = {"Fehler:": [*MALFORMED, *REFUSED, *NEWER, *ERRORS], "Warnung:": WARNINGS,
            "Hinweis:": HINTS, "Kein Fehler,": CLEAN}  # fmt: skip
WITHOUT_COMMENT = ("docx-as.xml", "empty.xml", "plain-text.xml")


@pytest.mark.parametrize("word", COMMENTS)
def test_a_comment_says_what_is_wrong(word):
    for name in COMMENTS[word]:
        if name not in WITHOUT_COMMENT:
            data = (FOLDER / name).read_bytes().replace(b"\0", b"")
            assert word.encode() in data[:150], name


def test_files_are_small():
    for path in FOLDER.iterdir():
        assert path.stat().st_size < 12_000
        if path.name not in CLEAN:
            assert len(path.read_bytes().splitlines()) <= 80


def test_every_rule_and_every_reason_has_its_broken_file():
    german = catalogue("de")
    shown = {found[0][1] for found in FINDINGS.values() if found}
    shown |= {rule for found in AGAINST.values() for _, rule, _, _ in found}
    rules = {key.removeprefix("problem.") for key in german if key.startswith("problem.")}
    # Values of each type are tested with the schema; the others are words for the same finding.
    others = {"schema.incomplete", "schema.unknown"}
    assert {rule for rule in rules - others if not rule.startswith("schema.value.")} <= shown
    reasons = {key.removeprefix("reason.") for key in german if key.startswith("reason.")}
    # Why a regular expression is none is tested with the search.
    files = {reason for reason in reasons if not reason.startswith("expression")}
    assert {reason for reason, _, _ in MALFORMED.values()} == files - {"other"}


def good_strategy() -> str:
    """The strategy that the broken ones were made from."""
    whole = (FOLDER / "no-lead.xml").read_text(encoding="utf-8")
    lead = '<responsibility actor="a_amt" id="r_hilfe" role="lead"/>'
    title = "<title>Hilfe vor Ort</title>"
    statement = "bekommt sie im Bürgeramt.</statement>"
    assert title in whole
    return whole.replace(statement, statement + lead)


def saved(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_what_they_were_made_from_is_good(capsys, tmp_path):
    checked = check_json(capsys, saved(tmp_path, "good.xml", good_strategy()))
    assert (checked["code"], checked["error"], checked["findings"]) == (0, None, [])


def too_long(folder: Path) -> Path:
    sentence = "Was die Stadt anbietet, soll auch vom Sofa aus zu erledigen sein."
    whole = good_strategy()
    assert sentence in whole
    return saved(folder, "long.xml", whole.replace(sentence, "Sofa " * (12_000_000 // 5)))


def too_deep(folder: Path) -> Path:
    inside = "".join(f'<section id="s{n}"><title>{n}</title>' for n in range(300))
    field = '  <field id="f_dienste">'
    deep = inside + "</section>" * 300 + "\n" + field
    return saved(folder, "deep.xml", good_strategy().replace(field, deep))


def too_large(folder: Path) -> Path:
    path = folder / "blanks.xml"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    return path


@pytest.mark.parametrize(
    ("build", "key"),
    [
        (too_long, "error.beyond-limits"),
        (too_deep, "error.beyond-limits"),
        (too_large, "error.too-large"),
    ],
)
def test_what_is_too_much_is_refused_in_one_sentence(capsys, tmp_path, language, build, key):
    path = build(tmp_path)
    checked = check_json(capsys, path, language)
    assert (checked["code"], checked["error"]["key"]) == (2, key)
    assert_one_sentence(checked["error"]["message"], language)
    assert str(path) in checked["error"]["message"]
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
