"""Small Word documents with tracked changes, written by hand for the tests."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from zipfile import ZipFile

from lxml import etree

from strategy_editor.exchange.docx.markup import WORD, w

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{style}"{default}><w:name w:val="{name}"/></w:style>'
    for style, name, default in (
        ("Normal", "Normal", ' w:default="1"'),
        ("Heading1", "heading 1", ""),
        ("Heading2", "heading 2", ""),
    )
)
_KINDS = {"document": "document.main", "header1": "header"}
_ids = count(100)


def package(body: str, **stories: str) -> bytes:
    """A document with this body; further stories by the name of their part, whole."""
    parts = {"document": f"<w:body>{body}<w:sectPr/></w:body>", "styles": _STYLES, **stories}
    files = {f"word/{name}.xml": _part(name, content) for name, content in parts.items()}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{_kind(name)}+xml"/>'
        for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{name.rstrip("1")}" '
        f'Target="{name}.xml"/>'
        for number, name in enumerate(parts)
        if name != "document"
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{overrides}</Types>"
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
    )
    stream = BytesIO()
    with ZipFile(stream, "w") as target:
        for name in sorted(files):
            target.writestr(name, files[name])
    return stream.getvalue()


def _kind(name: str) -> str:
    return _KINDS.get(name, name)


def _part(name: str, content: str) -> str:
    root = {"header1": "hdr"}.get(name, name)
    return f'<w:{root} xmlns:w="{WORD}" xmlns:r="{_RELATION}">{content}</w:{root}>'


def part(content: bytes, name: str = "document") -> etree._Element:
    """A part of a package, parsed."""
    with ZipFile(BytesIO(content)) as source:
        return etree.fromstring(source.read(f"word/{name}.xml"))


# The markup


def at(*, author: str = "Ressort A", date: str = "2026-01-15T10:00:00Z", number: int = 0) -> str:
    """The attributes of a revision."""
    dated = f' w:date="{date}"' if date else ""
    return f'w:id="{number or next(_ids)}" w:author="{author}"{dated}'


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def d(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def change(tag: str, content: str, **said: object) -> str:
    return f"<w:{tag} {at(**said)}>{content}</w:{tag}>"


def ins(content: str, **said: object) -> str:
    return change("ins", content, **said)


def dele(content: str, **said: object) -> str:
    return change("del", content, **said)


def away(content: str) -> str:
    return change("moveFrom", content)


def here(content: str) -> str:
    return change("moveTo", content)


def mark(kind: str, **said: object) -> str:
    return f"<w:{kind} {at(**said)}/>"


def p(content: str, mark: str = "", properties: str = "", former: str = "") -> str:
    marks = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    inside = f"{properties}{marks}{former}"
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{content}</w:p>"


def ranged(kind: str, name: str, content: str, number: int) -> str:
    dated = 'w:author="Ressort A" w:date="2026-01-15T10:00:00Z"'
    return (
        f'<w:{kind}RangeStart w:id="{number}" {dated} w:name="{name}"/>{content}'
        f'<w:{kind}RangeEnd w:id="{number}"/>'
    )


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def table(*rows: str) -> str:
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
        '<w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>' + "".join(rows) + "</w:tbl>"
    )


def cell(content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(*cells: str, mark: str = "") -> str:
    properties = f"<w:trPr>{mark}</w:trPr>" if mark else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def texts(root: etree._Element) -> list[str]:
    """The text of each paragraph as it stands, tabs and breaks left out."""
    return [
        "".join(text.text or "" for text in paragraph.iter(w("t"), w("delText")))
        for paragraph in root.iter(w("p"))
    ]


def styles(root: etree._Element) -> list[str]:
    found = [each.find(f"{w('pPr')}/{w('pStyle')}") for each in root.iter(w("p"))]
    return [each.get(w("val")) if each is not None else "Normal" for each in found]
