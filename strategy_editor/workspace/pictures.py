"""Pictures to be taken: looked through before anything decodes them, named by their content."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal
from xml.parsers import expat

from strategy_editor.errors import UserError
from strategy_editor.storage.refused import cannot_write
from strategy_editor.storage.writing import replace_file

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 40_000_000
TEXT_WIDTH_CM = 16.5
"""The width of the text on the page that is printed."""
SHARP = 150
"""Pixels an inch below which print looks blurred."""
_CM = 2.54
_USUAL_DPI = 96.0
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_SIZE = frozenset([0x01, *range(0xD0, 0xDA)])
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler"})
_LINKS = frozenset({"href", "src"})

PictureKind = Literal["png", "jpeg", "svg", "other"]


class PictureRefused(UserError):
    """A picture that cannot be taken, with the reason."""


@dataclass(frozen=True)
class PictureInfo:
    """What is known of a picture without decoding it; sizes of 0 are not known."""

    kind: PictureKind
    width: int = 0
    height: int = 0
    dpi: float = _USUAL_DPI


@dataclass(frozen=True)
class PrintSize:
    """How large a picture is printed, in centimetres, and how many pixels an inch has then."""

    width: float
    height: float
    dpi: int

    @property
    def is_blurred(self) -> bool:
        """Whether too few pixels are left for print."""
        return self.dpi < SHARP


def picture_path(folder: Path | None, name: str) -> Path | None:
    """Return a picture's file; None where it is missing or the name leads out of the folder."""
    if folder is None or not name or Path(name).name != name or "\\" in name:
        return None
    path = folder / name
    return path if path.is_file() else None


def read_picture(path: Path) -> bytes:
    """Read a picture's file; raise ``PictureRefused`` where it cannot be or is too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PictureRefused("error.picture-too-large", most=MOST_BYTES // 1024 // 1024)
        return path.read_bytes()
    except OSError:
        raise PictureRefused("error.picture-unreadable", name=path.name) from None


def inspect(data: bytes) -> PictureInfo:
    """Return what a picture is; raise ``PictureRefused`` for what is damaged, huge or active."""
    if len(data) > MOST_BYTES:
        raise PictureRefused("error.picture-too-large", most=MOST_BYTES // 1024 // 1024)
    if not data:
        raise PictureRefused("error.picture-damaged")
    if data.startswith(_PNG):
        info = _png(data)
    elif data.startswith(b"\xff\xd8"):
        info = _jpeg(data)
    elif _looks_like_xml(data):
        info = _svg(data)
    else:
        info = PictureInfo("other")
    check_pixels(info.width, info.height)
    return info


def check_pixels(width: int, height: int) -> None:
    """Raise ``PictureRefused`` for a picture that would fill the memory."""
    if width * height > MOST_PIXELS:
        raise PictureRefused("error.picture-too-many-pixels", most=MOST_PIXELS // 1_000_000)


def picture_name(data: bytes, kind: PictureKind) -> str:
    """Return the name of a picture in the folder: the same content has the same name."""
    ending = {"png": "png", "jpeg": "jpg", "svg": "svg"}[kind]
    return f"{sha256(data).hexdigest()[:16]}.{ending}"


def keep_picture(folder: Path, data: bytes, kind: PictureKind) -> str:
    """Put a picture into the folder unless it is there; return its name."""
    name = picture_name(data, kind)
    path = folder / name
    try:
        if not path.is_file() or path.read_bytes() != data:
            folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
    except OSError as error:
        raise cannot_write(path, error) from None
    return name


def print_size(info: PictureInfo, share: float) -> PrintSize:
    """Return how large a picture is printed at a share of the text width in per cent, or none."""
    natural = info.width / info.dpi * _CM
    width = TEXT_WIDTH_CM * share / 100 if share > 0 else min(natural, TEXT_WIDTH_CM)
    width = max(width, 0.1)
    height = width * info.height / max(info.width, 1)
    return PrintSize(width, height, round(info.width / width * _CM))


def _png(data: bytes) -> PictureInfo:
    width = height = 0
    dpi, ended = _USUAL_DPI, False
    for kind, body in _chunks(data):
        if kind == b"IHDR" and len(body) >= struct.calcsize(">II"):
            width, height = struct.unpack(">II", body[:8])
        elif kind == b"pHYs" and len(body) == struct.calcsize(">IIB"):
            across, _, unit = struct.unpack(">IIB", body)
            dpi = across * _CM / 100 if unit == 1 and across else dpi
        ended = kind == b"IEND"
    if not (width and height and ended):
        raise PictureRefused("error.picture-damaged")
    return PictureInfo("png", width, height, dpi)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if at + 12 + length > len(data):
            return
        kind = data[at + 4 : at + 8]
        yield kind, data[at + 8 : at + 8 + length]
        if kind == b"IEND":
            return
        at += 12 + length


def _jpeg(data: bytes) -> PictureInfo:
    dpi, at = _USUAL_DPI, 2
    if b"\xff\xd9" not in data[-4096:]:
        raise PictureRefused("error.picture-damaged")
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _NO_SIZE:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        body = data[at + 4 : at + 2 + length]
        if marker in _FRAMES and len(body) >= struct.calcsize(">BHH"):
            _, height, width = struct.unpack(">BHH", body[:5])
            if width and height:
                return PictureInfo("jpeg", width, height, dpi)
            break
        if marker == 0xE0 and body[:5] == b"JFIF\0" and len(body) >= len("JFIF.vvuxx"):
            unit, across = struct.unpack(">BH", body[7:10])
            dpi = {1: float(across), 2: across * _CM}.get(unit, dpi) or dpi
        at += 2 + length
    raise PictureRefused("error.picture-damaged")


def _looks_like_xml(data: bytes) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def _svg(data: bytes) -> PictureInfo:
    """Look a vector picture through: nothing in it may run, nothing reach elsewhere."""
    reader = _SvgReader()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError:
        raise PictureRefused("error.picture-damaged") from None
    if not reader.is_svg:
        raise PictureRefused("error.picture-unknown")
    return PictureInfo("svg")


class _SvgReader:
    def __init__(self) -> None:
        self.is_svg = False
        self._is_first = True
        self._in_style = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if self._is_first:
            self.is_svg, self._is_first = local == "svg", False
        if local in _ACTIVE:
            raise PictureRefused("error.picture-active")
        self._in_style = local == "style"
        for key, value in attributes.items():
            plain = key.rpartition(" ")[2]
            if plain.lower().startswith("on") or "javascript:" in value.lower():
                raise PictureRefused("error.picture-active")
            leads_away = not value.strip().startswith(("#", "data:image/"))
            if plain in _LINKS and leads_away and local != "a":
                raise PictureRefused("error.picture-external")
            _check_style(value)

    def _end(self, _name: str) -> None:
        self._in_style = False

    def _text(self, text: str) -> None:
        if self._in_style:
            _check_style(text)

    @staticmethod
    def _entity(*_declared: object) -> None:
        # Entities can grow without bounds or read other files.
        raise PictureRefused("error.picture-active")

    @staticmethod
    def _instruction(target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise PictureRefused("error.picture-external")


def _check_style(text: str) -> None:
    low = text.lower().replace(" ", "").replace("'", "").replace('"', "")
    if "@import" in low:
        raise PictureRefused("error.picture-external")
    for part in low.split("url(")[1:]:
        if not part.startswith(("#", "data:image/")):
            raise PictureRefused("error.picture-external")
