"""Pictures made of dots: how many they have, and how large they want to be."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image
from docx.shared import Length

MOST_PIXELS = 40_000_000
"""More than any page can show, and more than Word opens with good grace."""
_BROKEN = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    ArithmeticError,
    LookupError,
    OSError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True)
class Picture:
    """A picture: its bytes, its natural size, how many pixels it has."""

    content: bytes
    width: Length
    height: Length
    pixels: int

    @property
    def is_too_large(self) -> bool:
        """Whether it is left out and said so instead."""
        return self.pixels > MOST_PIXELS


def read_picture(path: Path) -> Picture | None:
    """Read a picture; None where there is none that Word can show."""
    try:
        content = path.read_bytes()
        image = Image.from_blob(content)
        pixels = image.px_width * image.px_height
        return Picture(content, image.width, image.height, pixels)
    except _BROKEN:
        return None
