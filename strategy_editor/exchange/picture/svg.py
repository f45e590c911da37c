"""Write SVG: escaped, with short numbers, nothing more."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Number = float | int


def number(value: Number) -> str:
    """Return a number with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, *content: str, **attributes: object) -> str:
    """Return an element; content is markup, underscores in names stand for hyphens.

    Attributes that are None are left out.
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return f"<{name}{pairs}>{inner}</{name}>" if inner else f"<{name}{pairs}/>"


def words(text: str) -> str:
    """Return a text as content of an element."""
    return escape(text, quote=False)


def picture(
    width: Number, height: Number, language: str, title: str, about: str, parts: Iterable[str]
) -> str:
    """Return a whole file: what the picture is called and tells comes first, for those who hear."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + tag(
            "svg",
            "\n",
            tag("title", words(title), id="picture-title"),
            "\n",
            tag("desc", words(about), id="picture-about"),
            "\n",
            "\n".join(parts),
            "\n",
            xmlns="http://www.w3.org/2000/svg",
            role="img",
            lang=language,
            aria_labelledby="picture-title picture-about",
            width=number(width),
            height=number(height),
            viewBox=f"0 0 {number(width)} {number(height)}",
            font_family="Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif",
        )
        + "\n"
    )


def _text(value: object) -> str:
    return number(value) if isinstance(value, float | int) else str(value)
