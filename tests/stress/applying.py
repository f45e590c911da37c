"""Rebuild a new edition from the old one and its truth: the check that a truth is complete.

Written from the description of the shape alone, on lxml trees, without the code that makes truths.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from strategy_editor.schema.catalog import NAMESPACE, current_schema
from strategy_editor.storage.formatting import to_bytes
from strategy_editor.storage.reading import to_document


def apply_truth(old: bytes, truth: dict[str, Any]) -> bytes:
    """Return the new edition in the canonical form."""
    root = etree.fromstring(old, etree.XMLParser(remove_blank_text=True))
    by_old = _by_id(root)
    for entry in truth["done"]:
        if entry["new"] is None:
            _detach(by_old[entry["old"]])
    _rename(root, dict(truth["pairs"]))
    by_new = _by_id(root)
    placed = []
    for entry in truth["done"]:
        if entry["new"] is not None:
            element = by_new[entry["new"]] if entry["old"] else _parsed(entry["xml"])
            _change(element, entry)
            if "at" in entry:
                placed.append((entry, _detach(element)))
    for entry, element in placed:
        by_new[entry["parent"]].insert(entry["at"], element)
        by_new.update(_by_id(element))
    return to_bytes(to_document(root.getroottree()), current_schema().mixed_tags)


def _change(element: etree._Element, entry: dict[str, Any]) -> None:
    if "attributes" in entry:
        element.tag = _name(entry["tag"])
        element.attrib.clear()
        element.attrib.update(entry["attributes"])
    for name, text in entry.get("fields", {}).items():
        _fill(_field(element, name), _parsed(text))


def _by_id(root: etree._Element) -> dict[str, etree._Element]:
    return {each.get("id"): each for each in root.iter(etree.Element) if each.get("id")}


def _rename(root: etree._Element, names: dict[str, str]) -> None:
    referring = current_schema().reference_attributes
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname
        for name in ("id", *(each.name for each in referring.get(tag, ()))):
            value = element.get(name)
            if value is not None:
                element.set(name, " ".join(names.get(word, word) for word in value.split()))


def _detach(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
    return element


def _parsed(text: str) -> etree._Element:
    wrapped = f'<x xmlns="{NAMESPACE}">{text}</x>'
    return _detach(etree.fromstring(wrapped, etree.XMLParser(remove_blank_text=True))[0])


def _field(element: etree._Element, name: str) -> etree._Element:
    if not name:
        return element
    tag, _, number = name.partition("#")
    return element.findall(_name(tag))[int(number or 1) - 1]


def _fill(element: etree._Element, like: etree._Element) -> None:
    for child in list(element):
        element.remove(child)
    element.text = like.text
    element.extend(list(like))


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
