"""Pages of a PDF as pictures, through the package that also writes them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from strategy_editor.errors import UserError

_DOTS = 110
"""Per inch: A4 becomes 910 by 1287 dots, sharp in a preview of ordinary size."""


def page_picture(pdf: bytes, number: int) -> bytes:
    """Return a page as a PNG file; the first has the number 1.

    Raises ``UserError`` where the optional package is missing or cannot show the page.
    """
    try:
        # An optional extra of 30 MB.
        import typst
    except ImportError:
        raise UserError("error.no-pdf") from None
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "whole.pdf").write_bytes(pdf)
        code = (
            "#set page(width: auto, height: auto, margin: 0pt, fill: white)\n"
            f'#image("whole.pdf", page: {number})'
        )
        (folder / "page.typ").write_text(code, encoding="utf-8")
        try:
            picture = typst.compile(
                str(folder / "page.typ"), root=name, format="png", ppi=_DOTS,
                ignore_system_fonts=True,
            )  # fmt: skip
        except typst.TypstError as error:
            raise UserError("error.no-preview", detail=error.message) from None
    assert isinstance(picture, bytes)
    return picture
