"""Takes out of an OpenDocument text what the program that wrote it tells of itself and its machine.

LibreOffice names its version and the system it runs on, numbers of editing sessions, printers and
a picture of the first page, none of which anybody asked for.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_DROPPED = ("Thumbnails/", "Configurations2/")
_ITEMS = rb"Rsid|RsidRoot|Print(?:er|Fax)\w*|CurrentDatabase\w*|EmbeddedDatabaseName"
_TRACES = {
    "meta.xml": re.compile(rb"<meta:(generator|document-statistic)\b.*?(?:/>|</meta:\1>)"),
    "settings.xml": re.compile(
        rb'<config:config-item config:name="(?:' + _ITEMS + rb')"[^>]*?'
        rb"(?:/>|>[^<]*</config:config-item>)"
    ),
    "content.xml": re.compile(rb' officeooo:(?:paragraph-)?rsid="[^"]*"'),
    "styles.xml": re.compile(rb' officeooo:(?:paragraph-)?rsid="[^"]*"'),
    "META-INF/manifest.xml": re.compile(
        rb'\s*<manifest:file-entry manifest:full-path="(?:Thumbnails|Configurations2)/[^>]*/>'
    ),
}
_TYPE = "mimetype"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def without_traces(content: bytes) -> bytes:
    """Return an OpenDocument text with the same content, and nothing of what wrote it and when."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(stream, "w") as target:
        # ODF 1.3 Part 2, 3.3: the type comes first and is not compressed.
        for name in sorted(source.namelist(), key=lambda each: each != _TYPE):
            if name.startswith(_DROPPED):
                continue
            part = source.read(name)
            if name in _TRACES:
                part = _TRACES[name].sub(b"", part)
            entry = ZipInfo(name, _FIRST_DATE)
            entry.compress_type = ZIP_STORED if name == _TYPE else ZIP_DEFLATED
            target.writestr(entry, part)
    return stream.getvalue()
