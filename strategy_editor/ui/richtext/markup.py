"""Wrapping and unwrapping of ranges: new stacks for the runs of a selection; no Qt here."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from strategy_editor.document.node import Node
from strategy_editor.ui.richtext.pieces import Serials, Stack, common_start

_ENDING = frozenset({"term", "link"})
"""Elements that do not go on when one types behind their end."""


def encloses(stack: Stack, tag: str, serials: Serials) -> bool:
    """Whether an element with this tag is in the stack."""
    return any(serials.tag(serial) == tag for serial in stack)


def toggled(
    stacks: Sequence[Stack], tag: str, serials: Serials, before: Stack = (), after: Stack = ()
) -> list[Stack]:
    """Return the stacks with an element around all, or without any where all have one.

    ``before`` and ``after`` are the stacks beside the range: an element there is drawn over it.
    """
    if all(encloses(stack, tag, serials) for stack in stacks):
        return [without(stack, (tag,), serials) for stack in stacks]
    cleaned = [_without_plain(stack, tag, serials) for stack in stacks]
    outer = common_start(cleaned)
    for beside in (before, after):
        if _goes_on(beside, outer, tag, serials):
            return [(*outer, beside[len(outer)], *stack[len(outer) :]) for stack in cleaned]
    return _around(cleaned, outer, serials.open(Node(tag)))


def wrapped(stacks: Sequence[Stack], node: Node, serials: Serials) -> list[Stack]:
    """Return the stacks with an element around all; others with its tag go."""
    cleaned = [without(stack, (node.tag,), serials) for stack in stacks]
    return _around(cleaned, common_start(cleaned), serials.open(node))


def toggled_typing(stack: Stack, tag: str, serials: Serials) -> Stack:
    """Return the stack for the text to be typed after switching an element on or off."""
    if encloses(stack, tag, serials):
        return without(stack, (tag,), serials)
    return (*stack, serials.open(Node(tag)))


def stack_with(stack: Stack, node: Node, serials: Serials) -> Stack:
    """Return the stack for text to be typed within one more element; others of its tag go."""
    return (*without(stack, (node.tag,), serials), serials.open(node))


def typing_stack(before: Stack, after: Stack, serials: Serials) -> Stack:
    """Return the stack for text typed between two characters: what is before goes on.

    A link or term that ends there has ended.
    """
    shared = len(common_start((before, after)))
    for at in range(shared, len(before)):
        if serials.tag(before[at]) in _ENDING:
            return before[:at]
    return before


def without(stack: Stack, tags: Collection[str], serials: Serials) -> Stack:
    """Return the stack without the elements of some tags."""
    return tuple(serial for serial in stack if serials.tag(serial) not in tags)


def _without_plain(stack: Stack, tag: str, serials: Serials) -> Stack:
    return tuple(serial for serial in stack if not serials.is_plain(serial, tag))


def _goes_on(beside: Stack, outer: Stack, tag: str, serials: Serials) -> bool:
    depth = len(outer)
    return beside[:depth] == outer and len(beside) > depth and serials.is_plain(beside[depth], tag)


def _around(stacks: Sequence[Stack], outer: Stack, serial: int) -> list[Stack]:
    return [(*outer, serial, *stack[len(outer) :]) for stack in stacks]
