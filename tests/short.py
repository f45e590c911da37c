"""Small strategies by hand: plain functions, sensible attributes, no findings unless asked for."""

from __future__ import annotations

from itertools import count

from strategy_editor.document.document import Document
from strategy_editor.document.node import Node, element

HORIZONS = (
    element("horizon-class", id="h_short", label="short", over="0", up_to="2"),
    element("horizon-class", id="h_medium", label="medium", over="2", up_to="4"),
    element("horizon-class", id="h_long", label="long", over="4"),
    element("horizon-class", id="h_permanent", label="permanent", permanent="true"),
)
_fresh = count(1)


def small_strategy(*items: Node, **parts: object) -> Document:
    """Build a strategy of these items.

    ``parts`` may give ``metadata`` (attributes), ``profile`` (a list of elements), ``numbering``,
    ``actors`` (a list), ``lineage`` (a list), ``annotations`` and ``muted`` (lists).
    """
    metadata = {
        "as_of": "2014-04-29", "authority": "a1", "edition": "2014", "horizon_base": "2014-04-29",
        "id": "metadata", "status": "draft", "valid_from": "2014-04-29",
        "valid_until": "2020-12-31",
    } | dict(parts.get("metadata", {}))  # fmt: skip
    numbering = str(parts.get("numbering", "decimal-dot"))
    profile = element(
        "profile", *parts.get("profile", HORIZONS), id="profile", name="Small", numbering=numbering
    )
    content = [
        element("metadata", element("title", "Small"), **metadata),
        profile,
        element("actors", *parts.get("actors", [actor("a1")]), id="actors"),
    ]
    if "lineage" in parts:
        content.append(element("lineage", *parts["lineage"], id="lineage"))
    content += items
    for tag, name in (("annotations", "annotations"), ("muted-findings", "muted")):
        if name in parts:
            content.append(element(tag, *parts[name], id=name))
    root = element("strategy", *content, id="s", version="1.0").with_attribute("xml:lang", "en")
    return Document(root)


def actor(node_id: str, **attributes: str) -> Node:
    return element("actor", element("name", node_id), id=node_id, kind="ministry", **attributes)


def level(role: str, counting: str, prefix: str = "") -> Node:
    names = {"singular": role, "plural": role, "counting": counting}
    return element(
        "level", id=f"lv_{role.replace('-', '_')}", role=role, **names,
        **({"prefix": prefix} if prefix else {}),
    )  # fmt: skip


def field(node_id: str, *content: Node, **attributes: str) -> Node:
    return element("field", element("title", node_id), *content, id=node_id, **attributes)


def section(node_id: str, *content: Node, **attributes: str) -> Node:
    return element("section", element("title", node_id), *content, id=node_id, **attributes)


def claim(node_id: str, *content: Node) -> Node:
    return element("claim", element("title", node_id), *content, id=node_id)


def goal(node_id: str, *content: Node, **attributes: str) -> Node:
    return _led("goal", node_id, content, {"horizon": "h_permanent"} | attributes)


def subgoal(node_id: str, *content: Node, **attributes: str) -> Node:
    return element(
        "subgoal", element("title", node_id), element("statement", node_id), *content,
        id=node_id, **attributes,
    )  # fmt: skip


def measure(node_id: str, *content: Node, **attributes: str) -> Node:
    return _led("measure", node_id, content, attributes)


def lead(actor_id: str = "a1", **attributes: str) -> Node:
    return element(
        "responsibility", id=f"r{next(_fresh)}", actor=actor_id, role="lead", **attributes
    )


def paragraph(node_id: str, *content: Node | str) -> Node:
    return element("paragraph", *content, id=node_id)


def _led(tag: str, node_id: str, content: tuple[Node, ...], attributes: dict[str, str]) -> Node:
    """A lead comes along unless the content brings one, or says with None that there is none."""
    parts = [part for part in content if part is not None]
    if len(parts) == len(content) and not any(part.tag == "responsibility" for part in parts):
        parts.insert(0, lead().with_attribute("id", f"r_{node_id}"))
    first = [element("title", node_id), element("statement", node_id)]
    return element(tag, *first, *parts, id=node_id, **attributes)
