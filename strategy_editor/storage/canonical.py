"""Whether bytes are in the canonical form already, told without making a document of them.

Converting the largest strategies and writing them again takes half a second, and nearly always to
find what was there before. Here each line is held against the shapes that ``formatting`` gives
it. That is sound but not complete: what is rare in our files (other namespaces, processing
instructions, line ends within texts) is left to the long way.
"""

from __future__ import annotations

import re
from itertools import pairwise

from strategy_editor.pacing import give_way
from strategy_editor.schema.catalog import NAMESPACE
from strategy_editor.storage.formatting import DECLARATION

# What is well formed has neither ``<`` nor a further ``"`` in a value, so these need not be looked
# for; sets of several signs would be ten times as slow as one.
_NAME = rb"[A-Za-z_][\w-]*+"
_ATTRIBUTES = rb'((?: (?:xml:lang|' + _NAME + rb')="[^"]*+")*+)'  # fmt: skip
_SPEAKS = rb"(?=[^!-%'-;=?-~\xc3-\xdf\xe4-\xf4<]*+[^<])"
"""Something other than white space: a sign of ASCII, or the beginning of one that is no blank."""
_CLOSE, _OPEN, _WHOLE, _OTHER = 2, 3, 4, 0
"""What a line is: numbers of groups in the plain shape."""
_NONE = (0, _OTHER)
_PLAIN = re.compile(
    rb"( *+)<(?:/(" + _NAME + rb")>|(" + _NAME + rb')(?: id="[\w.:-]*+")?+>(?:('
    + _SPEAKS + rb"[^<]*+)</\3>)?+)"
)  # fmt: skip
_SHAPE = re.compile(
    rb"( *)<(" + _NAME + rb")" + _ATTRIBUTES
    + rb"(?:/>|>(?:(" + _SPEAKS + rb"[^<]*+)</\2>|(.*+)))",
    re.DOTALL,
)  # fmt: skip
_PART = re.compile(
    rb"([^<]*+)<(?:(/)" + _NAME + rb">|(" + _NAME + rb")" + _ATTRIBUTES + rb"(?:(/)>|>(?!</)))"
)
_NAMES = re.compile(rb' ([\w:-]+)="[^"]*"')
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_STAND_IN = b"<_/>"
"""An empty element is laid out as a comment is."""
_AS_IN_TEXT = re.compile(rb"[^&]*+(?:&(?:amp|lt|gt);[^&]*+)*+")
_AS_IN_VALUE = re.compile(rb"[^&]*+(?:&(?:amp|lt|quot|#9|#10|#13);[^&]*+)*+")
_DECLARATION = DECLARATION.encode()
_ROOT = f'\n<strategy xmlns="{NAMESPACE}"'.encode()


def is_surely_canonical(data: bytes, mixed_tags: frozenset[str]) -> bool:
    """Whether reading and writing gives these bytes back; False also where that is not known.

    ``data`` is a strategy that ``reading.parse`` takes.
    """
    if not data.startswith(_DECLARATION) or not data.endswith(b">\n") or b"\r" in data:
        return False
    plain = data[len(_DECLARATION) - 1 : -1]
    if b"<!--" in plain:
        plain = _COMMENT.sub(_STAND_IN, plain)
    if plain.count(b"xmlns") != 1 or _ROOT not in plain:
        return False
    lines = plain.replace(_ROOT, b"\n<strategy").split(b"\n")
    return _Lines(mixed_tags).are_canonical(lines[1:])


class _Lines:
    """Looks at the lines of one file."""

    def __init__(self, mixed_tags: frozenset[str]) -> None:
        self._mixed = {tag.encode() for tag in mixed_tags}
        self._in_order: set[bytes] = set()

    def are_canonical(self, lines: list[bytes]) -> bool:
        """Whether each line has its shape and stands where its depth wants it."""
        depth, was_opened = 0, False
        for line in lines:
            give_way()
            indent, kind = self._quickly(line) or self._closely(line)
            if kind == _CLOSE:
                depth -= 1
                if was_opened:
                    return False
            if kind == _OTHER or indent != 2 * depth:
                return False
            was_opened = kind == _OPEN
            depth += was_opened
        return depth == 0

    def _quickly(self, line: bytes) -> tuple[int, int] | None:
        """Return indentation and kind of a line that needs no closer look, as most do."""
        found = _PLAIN.fullmatch(line)
        if found is None:
            return None
        kind = found.lastindex
        if kind == _WHOLE:
            return (found.end(1), _WHOLE) if b"&" not in line and line.count(b">") == 2 else None
        if kind == _OPEN:
            return (found.end(1), _OPEN) if found[_OPEN] not in self._mixed else None
        return found.end(1), _CLOSE

    def _closely(self, line: bytes) -> tuple[int, int]:
        found = _SHAPE.fullmatch(line)
        if found is None:
            return _NONE
        tag, attributes, leaf, rest = found.groups()[1:]
        if not self._are_attributes(attributes):
            return _NONE
        if rest == b"":
            return (found.end(1), _OPEN) if tag not in self._mixed else _NONE
        if leaf:
            fits = _is_text(leaf)
        else:
            fits = not rest or (tag in self._mixed and self._is_whole(tag, rest))
        return (found.end(1), _WHOLE) if fits else _NONE

    def _are_attributes(self, attributes: bytes) -> bool:
        """Whether attributes are in order and written as they would be."""
        if b"&" in attributes and _AS_IN_VALUE.fullmatch(attributes) is None:
            return False
        if b"\t" in attributes:
            return False
        return attributes.count(b'="') < 2 or self._are_in_order(attributes)

    def _are_in_order(self, attributes: bytes) -> bool:
        names = _NAMES.findall(attributes)
        key = b" ".join(names)
        if key not in self._in_order:
            if any(one >= other for one, other in pairwise(names)):
                return False
            self._in_order.add(key)
        return True

    def _is_whole(self, tag: bytes, rest: bytes) -> bool:
        """Whether what follows on an opening tag, with elements in it, ends with its end."""
        above = [(tag, False)]
        at = 0
        while above and (part := _PART.match(rest, at)):
            text, end, inner, attributes, empty = part.groups()
            outer, holds_elements = above.pop()
            if not self._may_stand(text, outer, is_alone=bool(end) and not holds_elements):
                return False
            if not end:
                if not self._are_attributes(attributes):
                    return False
                above.append((outer, True))
                if not empty:
                    above.append((inner, False))
            at = part.end()
        return not above and at == len(rest)

    def _may_stand(self, text: bytes, outer: bytes, *, is_alone: bool) -> bool:
        """Whether a text in an element is kept as it is; ``is_alone``: there is nothing else."""
        if is_alone:
            return bool(text.decode().strip()) and _is_text(text)
        return not text or (outer in self._mixed and _is_text(text))


def _is_text(text: bytes) -> bool:
    return b">" not in text and (b"&" not in text or _AS_IN_TEXT.fullmatch(text) is not None)
