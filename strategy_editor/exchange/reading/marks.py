"""What stands on every page besides the text: classification, draft, recipient, fingerprint."""

from __future__ import annotations

from dataclasses import dataclass

from strategy_editor.document.characters import on_one_line
from strategy_editor.document.node import Node
from strategy_editor.document.texts import title_of
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.storage.fingerprint import printed

_DRAFTS = frozenset(
    {"draft", "in-house", "inter-ministry", "participation", "leadership", "cabinet-submission"}
)


@dataclass(frozen=True)
class PageMarks:
    """Texts in the document's language; what is not said is empty.

    ``classification`` stands above everything on each page, the first one included, and so do
    ``draft`` (with the as-of date) and ``recipient``; ``enclosure`` is what the document is called
    as an enclosure to another one; ``fingerprint`` stands in the foot.
    """

    classification: str = ""
    draft: str = ""
    recipient: str = ""
    fingerprint: str = ""
    enclosure: str = ""


def is_draft(metadata: Node) -> bool:
    """Whether the strategy is still before the cabinet's decision."""
    return metadata.get("status") in _DRAFTS


def page_marks(reader: Reader, options: ExportOptions, classification: str = "") -> PageMarks:
    """Return the marks that options and strategy ask for.

    ``classification`` is that of the document at hand where it is not the strategy's own.
    """
    metadata = reader.root.child("metadata") or Node("metadata")
    degree = options.classification or classification or metadata.get("classification")
    return PageMarks(
        classification=classification_text(reader, degree),
        draft=_draft(reader, metadata) if options.draft or is_draft(metadata) else "",
        recipient=reader.word("recipient", name=options.recipient) if options.recipient else "",
        fingerprint=reader.word("fingerprint", digits=printed(options.fingerprint))
        if options.fingerprint
        else "",
    )


def classification_text(reader: Reader, degree: str) -> str:
    """Return the mark of a degree; VS-NfD is written out as the rules on classified matter ask."""
    if degree == "restricted":
        return reader.word("restricted")
    if degree == "internal":
        label = reader.choice("metadata", "classification", degree)
        return label[:1].upper() + label[1:]
    return ""


def draft_mark(reader: Reader, metadata: Node) -> str:
    """Return the draft's mark on the title page: with the stage that it has come to."""
    status = metadata.get("status")
    mark = reader.word("draft")
    if status in _DRAFTS and status != "draft":
        return f"{mark} ({reader.choice('metadata', 'status', status)})"
    return mark


def short_title(reader: Reader, metadata: Node) -> str:
    """Return what the strategy is called above its pages."""
    short = metadata.text_of("short-title") or title_of(metadata)
    return on_one_line(short) or reader.label("strategy")


def _draft(reader: Reader, metadata: Node) -> str:
    stated = reader.date(metadata.get("as-of"))
    parts = [reader.word("draft"), reader.word("as-of", date=stated) if stated else ""]
    return " · ".join(filter(None, parts))
