"""What the schema refuses is mended to validity by the remedies alone, whatever is broken."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import current_schema, load_validator
from strategy_editor.storage.elements import to_element
from strategy_editor.storage.reading import read
from strategy_editor.validation.fixes import fixes
from strategy_editor.validation.fixes.fix import Fix, Means
from strategy_editor.validation.problem import Problem, Severity, problem
from strategy_editor.validation.schema_check import check_tree
from tests.checking import checked
from tests.strategies import documents, seeds

SCHEMA, VALIDATOR = current_schema(), load_validator()
FOREIGN = "{urn:fremd}"
VALUES = {"date": "2014-04-29", "partial-date": "2014", "decimal": "1", "years": "1",
          "column-width": "10", "span": "1", "date-time": "2014-04-29T00:00:00", "year": "2014",
          "hash": "0" * 64, "version": "1.1", "file-name": "bild.png", "language": "de",
          "boolean": "true"}  # fmt: skip
"""What somebody types into the field of an attribute."""


def means(document: Document) -> Means:
    return Means(SCHEMA, date(2026, 11, 28), lambda tag: f"Neu: {tag}")


def refused(document: Document) -> list[Problem]:
    """What XSD finds, and ids that stand twice: while they do, nobody can say which is meant."""
    found = check_tree(to_element(document.root), document.root, SCHEMA, VALIDATOR)
    seen: set[str] = set()
    for node in document.root.walk():
        if node.id is not None and node.id in seen:
            found.append(problem("duplicate-id", Severity.ERROR, node.id, "@id",
                                 element=node.tag, value=node.id))  # fmt: skip
        seen.add(node.id or "")
    return found


def answer(fix: Fix, document: Document, random: Random) -> str | None:
    if fix.choices is not None:
        choices = fix.choices(document)
        return random.choice(choices) if choices else None
    return "Text" if fix.asks_text else ""


def remedied(document: Document, problem: Problem, random: Random) -> Document | None:
    """Press one of the buttons that do something, any of them."""
    found = fixes(document, problem, means(document))
    for fix in random.sample(found, len(found)):
        given_answer = answer(fix, document, random)
        if fix.edit is None or given_answer is None:
            continue
        new = fix.edit(document, given_answer)
        if new.root != document.root:
            return new
    return None


def typed(document: Document, problem: Problem) -> Document | None:
    """Write into the field that a remedy leads to; elements with an id have a form."""
    node = document.find(problem.node_id)
    if node is None or problem.steps or not problem.field.startswith("@"):
        return None
    declared = SCHEMA.elements[node.tag].attribute(problem.field[1:])
    if declared is None or declared.name == "id":
        return None
    value = VALUES.get(declared.value_type.name, "Text")
    if declared.value_type.choices:
        value = declared.value_type.choices[0].value
    if declared.is_reference:
        value = next((n.id for n in document.root.walk() if n.tag in declared.targets), "")
    if not value:
        return None
    return document.updated(node.id, lambda each: each.with_attribute(declared.name, value))


def mended(document: Document, random: Random, most: int) -> Document:
    for _ in range(most):
        found = refused(document)
        if not found:
            return document
        for each in random.sample(found, len(found)):
            new = remedied(document, each, random) or typed(document, each)
            if new is not None:
                document = new
                break
        else:
            raise AssertionError([(each.rule, each.field, each.values) for each in found])
    raise AssertionError([(each.rule, each.field, each.values) for each in refused(document)])


DAMAGES = ("foreign", "unknown", "no-id", "empty-id", "bad-id", "bad-value", "no-attribute",
           "attribute", "twice", "stray", "child-gone", "elsewhere", "order")  # fmt: skip


def damaged(document: Document, kind: str, random: Random) -> Document:
    """Break one element anywhere but in the root, deep in tables, lists and running text too."""
    nodes = _ours(document.root)
    victim = random.choice(nodes[1:])
    other = random.choice(nodes[1:])

    def change(node: Node) -> tuple[Node, ...]:
        return _CHANGES[kind](node, other, random)

    return document.with_root(_replaced(document.root, victim, change))


def _ours(node: Node) -> list[Node]:
    """All elements that are ours; what others put into theirs is theirs."""
    below = (each for each in node.children if each.is_element and each.tag[0] != "{")
    return [node, *(each for child in below for each in _ours(child))]


def _replaced(node: Node, victim: Node, change) -> Node:
    parts = []
    for part in node.content:
        if part is victim:
            parts.extend(change(part))
        elif isinstance(part, Node) and part.is_element:
            parts.append(_replaced(part, victim, change))
        else:
            parts.append(part)
    return node.with_content(parts)


def _without_child(node, _other, random):
    children = node.children
    if not children:
        return (node,)
    gone = random.choice(children)
    return (node.with_content(part for part in node.content if part is not gone),)


def _shuffled(node, _other, random):
    content = [*node.content]
    random.shuffle(content)
    return (node.with_content(content),)


def _valued(value):
    def change(node, _other, random):
        names = [name for name, _ in node.attributes if name != "id"]
        return (node.with_attribute(random.choice(names), value),) if names else (node,)

    return change


_CHANGES = {
    "foreign": lambda node, _o, _r: (node, Node(f"{FOREIGN}a", (("x", "1"),), ("fremd",))),
    "unknown": lambda node, _o, _r: (node.with_tag("unbekannt"),),
    "no-id": lambda node, _o, _r: (node.with_attribute("id", None),),
    "empty-id": lambda node, _o, _r: (node.with_attribute("id", "") if node.id else node,),
    "bad-id": lambda node, _o, _r: (node.with_attribute("id", "1 ä") if node.id else node,),
    "bad-value": _valued("quatsch und so"),
    "no-attribute": _valued(None),
    "attribute": lambda node, _o, _r: (node.with_attribute("farbe", "rot"),),
    "twice": lambda node, _o, _r: (node, node),
    "stray": lambda node, _o, _r: (node.with_content((*node.content, "verirrt")),),
    "child-gone": _without_child,
    "elsewhere": lambda node, other, _r: (node, other),
    "order": _shuffled,
}


@given(documents(60), st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=4), seeds())
@settings(max_examples=100, deadline=None)
def test_whatever_is_broken_can_be_mended_by_the_remedies(document, kinds, seed):
    """Law: from any damage, any order of any remedies ends with a valid strategy."""
    random = Random(seed)
    for kind in kinds:
        document = damaged(document, kind, random)
    assert refused(mended(document, random, 120)) == []


def one(*content, **attributes):
    sample = read(shipped("samples") / "landkreis-2030.xml").document
    section = next(node for node in sample.root.walk() if node.tag == "section" and node.id)
    paragraph = element("paragraph", *content, **{"id": "px", **attributes})
    return sample.updated(section.id, lambda node: node.with_content((
        *[part for part in node.content if getattr(part, "tag", "") in ("title", "short-title")],
        paragraph,
    )))  # fmt: skip


def keys(document):
    (problem,) = refused(document)
    return [each.key for each in fixes(document, problem, means(document))], problem


def test_a_link_without_address_is_given_one_or_becomes_text():
    document = one("Siehe ", element("link", "hier"), ".")
    found, problem = keys(document)
    assert found == ["write-attribute", "unwrap", "go"]
    write, unwrap, _ = fixes(document, problem, means(document))
    done = write.edit(document, "https://example.org")
    assert done.node("px").child("link").get("href") == "https://example.org"
    assert unwrap.edit(document, "").node("px").content == ("Siehe hier.",)


def test_an_empty_id_is_renewed():
    document = one("Text", id="")
    assert keys(document)[0] == ["give-id"]


def test_where_there_is_no_actor_yet_one_is_made():
    sample = read(shipped("samples") / "egov-2009.xml").document
    root = sample.root
    actors, metadata = root.child("actors"), root.child("metadata")
    bare = metadata.with_attribute("authority", None)
    document = Document(
        root.with_content(
            actors.with_content(()) if part is actors else bare if part is metadata else part
            for part in root.content
        )
    )
    problem = next(each for each in checked(document) if each.rule == "schema.attribute-missing")
    fix = fixes(document, problem, means(document))[0]
    assert fix.key == "add-actor"
    done = fix.edit(document, "Staatskanzlei")
    actor = done.node(done.root.child("metadata").get("authority"))
    assert (actor.tag, actor.text_of("name")) == ("actor", "Staatskanzlei")


def test_days_up_to_the_end_of_their_month_are_read():
    document = one("Text")
    root = document.root
    metadata = root.child("metadata")
    for written, wanted in (("31.12.2014", "2014-12-31"), ("29.2.2016", "2016-02-29"),
                            ("31.02.2014", None), ("29.02.2014", None)):  # fmt: skip
        wrong = document.updated(
            metadata.id, lambda node, day=written: node.with_attribute("as-of", day)
        )
        (problem,) = refused(wrong)
        found = {each.key: each for each in fixes(wrong, problem, means(wrong))}
        assert ("set-value" in found) == (wanted is not None)
        if wanted:
            done = found["set-value"].edit(wrong, "")
            assert done.node(metadata.id).get("as-of") == wanted
