"""Pictures of the media folder, decoded when they are seen and kept within a budget."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImageReader, QPixmap

BUDGET = 16 * 1024 * 1024
"""Bytes of decoded pictures that are kept."""


class Pictures:
    """Looks up pictures by file name; a missing or broken one is None."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._stamps: dict[str, tuple[int, int] | None] = {}
        self._sizes: dict[str, QSize | None] = {}
        self._decoded: OrderedDict[tuple[str, int], QPixmap | None] = OrderedDict()
        self._bytes = 0

    def set_folder(self, folder: Path | None) -> bool:
        """Look in a folder; return whether any picture asked for so far may look different."""
        stamps = {file: _stamp(folder, file) for file in self._stamps}
        if folder == self._folder and stamps == self._stamps:
            return False
        self._folder = folder
        self._stamps.clear()
        self._sizes.clear()
        self._decoded.clear()
        self._bytes = 0
        return True

    def size(self, file: str) -> QSize | None:
        """Return the size of a picture without decoding it."""
        if file not in self._sizes:
            self._stamps[file] = _stamp(self._folder, file)
            path = _path(self._folder, file)
            size = QImageReader(str(path)).size() if path is not None else QSize()
            self._sizes[file] = size if size.isValid() and not size.isEmpty() else None
        return self._sizes[file]

    def pixmap(self, file: str, width: int) -> QPixmap | None:
        """Return the picture at a width in device pixels."""
        key = (file, width)
        if key in self._decoded:
            self._decoded.move_to_end(key)
            return self._decoded[key]
        pixmap = self._decode(file, width)
        self._decoded[key] = pixmap
        self._bytes += _bytes(pixmap)
        while self._bytes > BUDGET and len(self._decoded) > 1:
            self._bytes -= _bytes(self._decoded.popitem(last=False)[1])
        return pixmap

    def _decode(self, file: str, width: int) -> QPixmap | None:
        path, size = _path(self._folder, file), self.size(file)
        if path is None or size is None:
            return None
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        if width < size.width():
            reader.setScaledSize(QSize(width, max(1, size.height() * width // size.width())))
        image = reader.read()
        return None if image.isNull() else QPixmap.fromImage(image)


def _path(folder: Path | None, file: str) -> Path | None:
    if folder is None or not file or Path(file).name != file:
        return None
    path = folder / file
    return path if path.is_file() else None


def _stamp(folder: Path | None, file: str) -> tuple[int, int] | None:
    path = _path(folder, file)
    if path is None:
        return None
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _bytes(pixmap: QPixmap | None) -> int:
    return pixmap.width() * pixmap.height() * 4 if pixmap is not None else 0
