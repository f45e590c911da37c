"""Read a strategy from a file: one clear error for each way in which that can fail."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from xml.parsers import expat

from lxml import etree

from strategy_editor.document.document import Document, Namespaces
from strategy_editor.errors import CannotRead, NewerVersion, NotWellFormed
from strategy_editor.schema.catalog import NAMESPACE, NAMESPACE_FAMILY, VERSION, current_schema
from strategy_editor.storage.elements import FromElements, other_node
from strategy_editor.storage.garbage import no_garbage_collection
from strategy_editor.storage.refused import cannot_read

SIZE_LIMIT = 128 * 1024 * 1024
"""Bytes. Twelve times the stress document; more is not a strategy but a mistake."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"
_BLANK = b" \t\r\n\0\xef\xbb\xbf"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_VERSION = re.compile(r"(\d{1,9})\.(\d{1,9})")
_DECLARED = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_WIDE = (b"UTF-16", b"UTF-32", b"UCS", b"ISO-10646")
"""How encodings are called in which a Latin letter takes more than one byte."""
_MARKS = b"\xff\xfe\xef\xbb\xbf\0"

_REASONS = {
    "ERR_TAG_NAME_MISMATCH": "tag-mismatch",
    "ERR_TAG_NOT_FINISHED": "truncated",
    "ERR_DOCUMENT_END": "content-after-end",
    "ERR_DOCUMENT_EMPTY": "empty",
    "ERR_INVALID_CHAR": "invalid-character",
    "ERR_INVALID_ENCODING": "wrong-encoding",
    "ERR_UNSUPPORTED_ENCODING": "unknown-encoding",
    "ERR_UNKNOWN_ENCODING": "unknown-encoding",
    "ERR_UNDECLARED_ENTITY": "undeclared-entity",
    "WAR_UNDECLARED_ENTITY": "undeclared-entity",
    "ERR_ATTRIBUTE_REDEFINED": "attribute-twice",
    "ERR_LT_IN_ATTRIBUTE": "less-than",
    "ERR_ATTRIBUTE_NOT_STARTED": "attribute-quotes",
    "ERR_ATTRIBUTE_WITHOUT_VALUE": "attribute-quotes",
    "ERR_NAME_REQUIRED": "less-than",
    "ERR_ENTITYREF_SEMICOL_MISSING": "ampersand",
    "NS_ERR_UNDEFINED_NAMESPACE": "undeclared-prefix",
    "ERR_RESERVED_XML_NAME": "declaration-not-first",
}
_LIMITS = ("huge", "Excessive depth", "too deep", "Maximum entity", "too long", "parser limit")


@dataclass(frozen=True)
class Stamp:
    """What a file was when it was read or written: size and SHA-256 of its bytes."""

    size: int
    digest: str


@dataclass(frozen=True)
class Opened:
    """A document read from a file, and what the file was."""

    document: Document
    stamp: Stamp
    newer_version: str = ""
    """The version of the vocabulary, where it is later than this program knows."""


def read(path: Path, *, accept_newer: bool = False) -> Opened:
    """Read a strategy.

    Raises ``CannotRead`` where there is no readable strategy, ``NotWellFormed`` where the file is
    not XML, and ``NewerVersion`` for a later version of the vocabulary unless it is accepted.
    """
    data = read_bytes(path)
    tree = parse(path, data)
    newer = _check_version(path, tree.getroot())
    if newer and not accept_newer:
        raise NewerVersion("error.newer-version", path, version=newer, known=VERSION)
    return Opened(to_document(tree), stamp_of(data), newer)


def read_tree(path: Path) -> tuple[etree._ElementTree, Opened]:
    """Read a strategy and hand over the parsed tree too, for validating it without converting."""
    data = read_bytes(path)
    tree = parse_known(path, data)
    return tree, Opened(to_document(tree), stamp_of(data))


def read_document(path: Path, data: bytes, *, accept_newer: bool = False) -> Document:
    """Read a strategy from bytes that are at hand; ``path`` is for the errors, see ``read``."""
    return to_document(parse(path, data) if accept_newer else parse_known(path, data))


def stamp_of(data: bytes) -> Stamp:
    """Return the stamp of a file's bytes."""
    return Stamp(len(data), hashlib.sha256(data).hexdigest())


def read_bytes(path: Path) -> bytes:
    """Read a file within the size limit; raise ``CannotRead`` with the reason otherwise."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise CannotRead("error.is-directory" if path.is_dir() else "error.not-a-file", path)
        if status.st_size > SIZE_LIMIT:
            raise CannotRead("error.too-large", path, limit=SIZE_LIMIT // 1024 // 1024)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise cannot_read(path, error) from None
    _refuse_other_kinds(path, data)
    return data


def parse(path: Path, data: bytes) -> etree._ElementTree:
    """Parse bytes without network, DTD or entities; raise where that is not possible."""
    _check_encoding(path, data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if any(mark in data for mark in _DOCTYPES) and _declares_doctype(data):
            raise CannotRead("error.doctype", path) from None
        raise _syntax_error(path, error, parser, data) from None
    except (ValueError, LookupError):
        raise NotWellFormed(path, 1, 1, "unknown-encoding") from None
    tree = root.getroottree()
    if tree.docinfo.doctype:
        raise CannotRead("error.doctype", path)
    _check_namespace(path, root)
    return tree


def parse_known(path: Path, data: bytes) -> etree._ElementTree:
    """Parse bytes as ``parse`` does; raise ``NewerVersion`` for a later version, too."""
    tree = parse(path, data)
    newer = _check_version(path, tree.getroot())
    if newer:
        raise NewerVersion("error.newer-version", path, version=newer, known=VERSION)
    return tree


def to_document(tree: etree._ElementTree) -> Document:
    """Convert a parsed strategy to a document."""
    root = tree.getroot()
    with no_garbage_collection():
        convert = FromElements(current_schema().mixed_tags)
        node = convert.node(root)
        prolog = tuple(
            other_node(each) for each in reversed(list(root.itersiblings(preceding=True)))
        )
        epilog = tuple(other_node(each) for each in root.itersiblings())
        namespaces = _namespaces(root, everywhere=convert.met_foreign_names)
        return Document(node, prolog, epilog, namespaces)


def _refuse_other_kinds(path: Path, data: bytes) -> None:
    if data.startswith((_ZIP, _OLE)):
        raise CannotRead("error.is-office-file", path)
    if data.startswith(_PDF):
        raise CannotRead("error.is-pdf", path)
    if not data[:4096].strip(_BLANK) and not data.strip(_BLANK):
        raise CannotRead("error.empty", path)


def _check_encoding(path: Path, data: bytes) -> None:
    """Refuse UTF-16 that calls itself UTF-8: some versions of libxml2 read it, others do not."""
    wide = b"\0" in data[:4] or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    declared = _DECLARED.match(data[:400].lstrip(_MARKS).replace(b"\0", b""))
    if declared and declared[1].upper().startswith(_WIDE) != wide:
        raise NotWellFormed(path, 1, declared.start(1) + 1, "wrong-encoding")


def _declares_doctype(data: bytes) -> bool:
    """Whether a DTD really begins; the letters may also stand in a comment or text."""
    found: list[str] = []

    def stop(name: str, *_rest: object) -> None:
        found.append(name)
        raise StopIteration

    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = stop
    with suppress(StopIteration, expat.ExpatError, ValueError, LookupError):
        reader.Parse(data, True)
    return bool(found)


def _check_namespace(path: Path, root: etree._Element) -> None:
    name = etree.QName(root)
    if name.namespace == NAMESPACE and name.localname == "strategy":
        return
    if name.namespace == NAMESPACE:
        raise CannotRead("error.not-whole", path, element=name.localname)
    if (name.namespace or "").startswith(NAMESPACE_FAMILY):
        version = (name.namespace or "").removeprefix(NAMESPACE_FAMILY)
        # Another major version: nothing here can read it, not even read-only.
        raise CannotRead("error.newer-version", path, version=version, known=VERSION)
    if name.namespace is None:
        raise CannotRead("error.no-namespace", path, element=name.localname, expected=NAMESPACE)
    raise CannotRead("error.not-a-strategy", path, namespace=name.namespace, expected=NAMESPACE)


def _check_version(path: Path, root: etree._Element) -> str:
    """Return the version where it is later than ours, else nothing."""
    version = root.get("version", VERSION).strip()
    match = _VERSION.fullmatch(version)
    if match is None:
        return ""
    known = tuple(map(int, VERSION.split(".")))
    found = (int(match[1]), int(match[2]))
    return version if found > known else ""


def _syntax_error(
    path: Path, error: etree.XMLSyntaxError, parser: etree.XMLParser, data: bytes
) -> CannotRead:
    message = str(error.msg or "")
    if any(limit in message for limit in _LIMITS):
        return CannotRead("error.beyond-limits", path)
    line, column = error.position
    # The error's own log also holds what was wrong with other files of this thread.
    kind = parser.error_log[0].type_name if len(parser.error_log) else ""
    reason = _REASONS.get(kind, "other")
    if "Input is not proper UTF-8" in message or "encoding" in message.lower():
        reason = "wrong-encoding" if reason == "other" else reason
    if kind == "ERR_NAME_REQUIRED" and "EntityRef" in message:
        reason = "ampersand"
    if "Premature end" in message or "EndTag: '</' not found" in message:
        reason = "truncated"
    if reason != "content-after-end" and _ends_inside(data, line):
        reason = "truncated"
    return NotWellFormed(path, max(line or 1, 1), max(column or 1, 1), reason)


def _ends_inside(data: bytes, line: int) -> bool:
    """Whether a file breaks off in a tag, and the fault is on its last line."""
    cut = data.rfind(b"<") > data.rfind(b">") >= 0
    return cut and line >= data.count(b"\n") + 1


def _namespaces(root: etree._Element, *, everywhere: bool) -> Namespaces:
    """Return the prefixes of foreign namespaces; the first use of a prefix counts."""
    found: dict[str, str] = {}
    scopes = [root.nsmap]
    if everywhere:
        scopes += [element.nsmap for element in root.iter(etree.Element)]
    for scope in scopes:
        for prefix, uri in scope.items():
            if prefix is not None:
                found.setdefault(prefix, uri)
    return tuple(sorted(found.items()))
