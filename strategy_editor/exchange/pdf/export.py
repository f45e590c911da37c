"""The whole PDF: Typst code for the pages, compiled to the two standards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from strategy_editor.document.document import Document
from strategy_editor.errors import UserError
from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.options import ExportOptions
from strategy_editor.exchange.pdf.pieces import Writer
from strategy_editor.exchange.pdf.running import Running, literal
from strategy_editor.exchange.setting.picture_files import lack_of, picture_file
from strategy_editor.exchange.setting.pieces import TitlePage
from strategy_editor.exchange.setting.setting import Setting, figures, set_strategy
from strategy_editor.paths import shipped

_LOADED = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
_LOOK = "strategy.typ"


class PdfRefused(UserError):
    """Typst made no PDF that keeps the standards; ``detail`` is its reason."""


@dataclass(frozen=True)
class PdfExport:
    """A PDF, and what in it is not as the strategy asks."""

    content: bytes
    ledger: tuple[Entry, ...] = ()


def pdf_export(document: Document, options: ExportOptions, media: Path | None) -> PdfExport:
    """Return the strategy as a tagged PDF; pictures come from the folder ``media``.

    Raises ``UserError`` where the optional package is missing, and ``PdfRefused``.
    """
    try:
        # An optional extra of 30 MB.
        import typst
    except ImportError:
        raise UserError("error.no-pdf") from None
    setting = set_strategy(document, options)
    ledger = list(setting.ledger)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copyfile(shipped("resources") / "pdf" / _LOOK, root / _LOOK)
        loaded = _copy_pictures(setting, media, root, ledger)
        code = "\n".join(_code(setting, options, loaded, ledger))
        (root / "main.typ").write_text(code, encoding="utf-8")
        try:
            content = typst.compile(
                str(root / "main.typ"),
                root=str(root),
                font_paths=[str(shipped("resources") / "fonts")],
                format="pdf",
                pdf_standards=["ua-1", "a-2a"],
                timestamp=options.created,
            )
        except typst.TypstError as error:
            raise PdfRefused("error.pdf-refused", detail=error.message) from None
    assert isinstance(content, bytes)
    return PdfExport(content, tuple(ledger))


def _copy_pictures(
    setting: Setting, media: Path | None, root: Path, ledger: list[Entry]
) -> frozenset[str]:
    loaded: set[str] = set()
    for figure in figures(setting.pieces):
        path = picture_file(media, figure.file)
        lack = lack_of(path, _LOADED)
        if path is None or lack:
            ledger.append(Entry(lack, figure.id))
        elif figure.file not in loaded:
            shutil.copyfile(path, root / figure.file)
            loaded.add(figure.file)
    return frozenset(loaded)


def _code(
    setting: Setting, options: ExportOptions, pictures: frozenset[str], ledger: list[Entry]
) -> Iterator[str]:
    reader = setting.reader
    running = Running(reader, setting.printed)
    yield f'#import "{_LOOK}": *'
    yield f"#show: strategy.with({', '.join(_arguments(setting, options))})"
    if setting.front is not None:
        yield _front(setting.front, running)
    if setting.contents:
        depth = max(heading.level for heading in setting.contents)
        break_page = "#pagebreak(weak: true)\n" if setting.front is not None else ""
        yield f"{break_page}#outline(depth: {depth}, title: {literal(reader.word('contents'))})"
    if setting.front is not None or setting.contents:
        yield "#pagebreak(weak: true)"
    missing = reader.word("missing-picture", file="{file}")
    part_of = reader.word("part-of", number="{number}", count="{count}")
    writer = Writer(running, pictures, missing, part_of)
    yield from writer.code(setting.pieces)
    ledger += writer.ledger


def _arguments(setting: Setting, options: ExportOptions) -> Iterator[str]:
    reader, marks, created = setting.reader, setting.marks, options.created
    language, _, region = setting.language.partition("-")
    yield f"title: {literal(setting.title)}"
    yield f"short: {literal(setting.short_title)}"
    yield f"author: ({literal(options.author)},)" if options.author else "author: ()"
    yield f"date: datetime(year: {created.year}, month: {created.month}, day: {created.day})"
    yield f"lang: {literal(language)}"
    if region:
        yield f"region: {literal(region)}"
    named = {
        name: getattr(marks, name)
        for name in ("classification", "draft", "recipient", "fingerprint")
    }
    yield f"marks: ({', '.join(f'{name}: {literal(text)}' for name, text in named.items())})"
    page, of = literal(reader.word("page")), literal(reader.word("of"))
    yield f"page-of: (n, m) => [#{page}; #n #{of}; #m]"
    if options.line_numbers:
        yield "numbered-lines: true"
    if options.fingerprint:
        # The text of a PDF is hard to read for a program; its keywords are not.
        yield f"keywords: ({literal(options.fingerprint)},)"


def _front(front: TitlePage, running: Running) -> str:
    pairs = "".join(f"({literal(label)}, {literal(value)})," for label, value in front.facts)
    notice = "none"
    if front.notice:
        label = literal(f"{front.notice_label}: ")
        notice = f"[#strong({label});#{running.content(front.notice)}]"
    texts = ", ".join(literal(each) for each in (front.title, front.subtitle, front.draft))
    return f"#front({texts}, ({pairs}), {notice})"
