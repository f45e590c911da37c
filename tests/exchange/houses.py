"""Templates as ministries have them, sound and unsound."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt

from tests.exchange.word import png

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"


def house_template() -> bytes:
    """A letterhead with logo, own page and German styles; it knows who wrote it and where."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(25)
    header = section.header.paragraphs[0]
    header.add_run().add_picture(BytesIO(png(120, 40)), width=Mm(40))
    header.add_run("Staatsministerium für Muster")
    section.footer.paragraphs[0].text = "Musterstraße 1, 01097 Dresden"
    running = document.styles.add_style("Fließtext", WD_STYLE_TYPE.PARAGRAPH)
    running.font.size = Pt(12)
    table = document.styles.add_style("Tabellenkopf", WD_STYLE_TYPE.PARAGRAPH)
    table.font.size = Pt(9)
    document.add_paragraph("Alter Text der Vorlage", style="Fließtext")
    document.core_properties.author = "Geheime Person"
    document.core_properties.comments = "/home/geheim/pfad"
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(content: bytes, change: Callable[[str, bytes], bytes | None], **added: str) -> bytes:
    """Return a package with parts changed, left out for None, or added by name."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = change(name, before.read(name))
            if part is not None:
                after.writestr(name, part)
        for name, text in added.items():
            after.writestr(name, text)
    return stream.getvalue()


def as_kind(kind: str) -> bytes:
    """The same as another kind of Word file, by its content type."""
    return changed(
        house_template(),
        lambda name, part: (
            part.replace(MAIN.format("document").encode(), kind.encode())
            if name == "[Content_Types].xml"
            else part
        ),
    )


def with_relation(source: str, kind: str, target: str) -> bytes:
    """With a link outside from a part, as attached templates and linked pictures have."""
    entry = (
        f'<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    folder, _, file = source.rpartition("/")
    part_name = f"{folder}/_rels/{file}.rels"
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    content = house_template()
    with ZipFile(BytesIO(content)) as package:
        known = part_name in package.namelist()
    if not known:
        return changed(content, lambda name, part: part, **{part_name: empty + entry})
    return changed(
        content,
        lambda name, part: (
            part.replace(b"</Relationships>", entry.encode()) if name == part_name else part
        ),
    )
