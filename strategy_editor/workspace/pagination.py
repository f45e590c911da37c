"""Page numbers for the contents: LibreOffice sets the pages, its outline says where headings are.

An option of its own: the numbers depend on the fonts and the version of LibreOffice at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from strategy_editor.errors import UserError
from strategy_editor.workspace.office import convert
from strategy_editor.workspace.steps import Steps, silent

Outline = Any
ROUNDS = 3
"""How often the pages are set at most."""


def with_pages(
    export: Callable[[Mapping[str, int]], bytes],
    headings: Sequence[str],
    steps: Steps | None = None,
) -> bytes:
    """Return a document whose contents say the pages.

    ``export`` makes the document with some pages; ``headings`` are the ids of all headings in the
    order of the document. The outcome is set once more to see that the numbers still hold;
    ``steps`` are told of each setting, ``ROUNDS`` at most.
    Raises ``UserError`` where LibreOffice is missing or its outline is another one.
    """
    steps = steps or silent()
    pages: Mapping[str, int] = {}
    content = export(pages)
    for _ in range(ROUNDS):
        found = heading_pages(convert(content, "pdf", steps.waiting), headings)
        steps.done()
        if found == pages:
            break
        pages = found
        content = export(pages)
    return content


def heading_pages(pdf: bytes, headings: Sequence[str]) -> dict[str, int]:
    """Return the page of each heading from the outline of a PDF file."""
    # It takes a fifth of a second to load, which only who asks for pages should pay.
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf))
    entries = list(_flat(reader.outline))
    if len(entries) != len(headings):
        raise UserError("error.pages-unknown")
    numbers = [reader.get_destination_page_number(each) for each in entries]
    return {
        heading: number + 1
        for heading, number in zip(headings, numbers, strict=True)
        if number is not None
    }


def _flat(outline: Outline) -> Iterator[Outline]:
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each
