"""Pictures from files and the clipboard, made such as Word and this program can show."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from strategy_editor.workspace.pictures import (
    MOST_BYTES,
    PictureInfo,
    PictureKind,
    PictureRefused,
    check_pixels,
    inspect,
)

_CONVERTED = frozenset({"bmp", "gif", "webp", "tif", "tiff", "ico"})
_VECTOR_WIDTH = 2400
"""Pixels across of a vector picture that becomes one of pixels."""


def accepted(data: bytes) -> tuple[bytes, PictureKind]:
    """Return a picture to keep; raise ``PictureRefused`` where it cannot be taken.

    PNG and JPEG stay as they are, everything else becomes PNG, which Word shows.
    """
    info = inspect(data)
    if info.kind in ("png", "jpeg"):
        decoded(data, info, QSize())
        return data, info.kind
    image = _drawn(data) if info.kind == "svg" else _read_other(data)
    return png(image), "png"


def png(image: QImage) -> bytes:
    """Return an image as PNG; raise ``PictureRefused`` where there is none or it is too large."""
    if image.isNull():
        raise PictureRefused("error.picture-damaged")
    check_pixels(image.width(), image.height())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    data = bytes(buffer.data().data())
    if len(data) > MOST_BYTES:
        raise PictureRefused("error.picture-too-large", most=MOST_BYTES // 1024 // 1024)
    return data


def decoded(data: bytes, info: PictureInfo, box: QSize) -> QImage:
    """Return a picture, made smaller to fit a box where one is given."""
    if info.kind == "svg":
        image = _drawn(data)
        return image.scaled(box, Qt.AspectRatioMode.KeepAspectRatio) if box.isValid() else image
    buffer = _buffer(data)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    check_pixels(size.width(), size.height())
    if box.isValid() and (size.width() > box.width() or size.height() > box.height()):
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise PictureRefused("error.picture-damaged")
    return image


def image_on(source: QMimeData) -> bytes | None:
    """Return the picture on the clipboard or in a drop as a file's bytes, or None."""
    for name in ("image/png", "image/jpeg", "image/svg+xml"):
        if source.hasFormat(name):
            return bytes(source.data(name).data())
    if source.hasImage():
        image = source.imageData()
        return png(image) if isinstance(image, QImage) else None
    return None


def _read_other(data: bytes) -> QImage:
    buffer = _buffer(data)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode("ascii", "replace") not in _CONVERTED:
        raise PictureRefused("error.picture-unknown")
    size = reader.size()
    check_pixels(size.width(), size.height())
    image = reader.read()
    if image.isNull():
        raise PictureRefused("error.picture-damaged")
    return image


def _drawn(data: bytes) -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(data))
    natural = renderer.defaultSize()
    if not renderer.isValid() or natural.isEmpty():
        raise PictureRefused("error.picture-damaged")
    size = natural.scaled(_VECTOR_WIDTH, _VECTOR_WIDTH, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def _buffer(data: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer
