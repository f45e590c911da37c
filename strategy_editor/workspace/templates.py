"""Templates of a house: read from disk, and how its styles correspond to ours.

What a user decided about a template's styles is kept in one JSON file beside the settings,
``template-styles.json``: by the template's file name an object of style names by our keys.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from strategy_editor.errors import CannotRead, UserError
from strategy_editor.exchange.options import TemplateFile
from strategy_editor.storage.refused import cannot_read
from strategy_editor.storage.writing import replace_file
from strategy_editor.workspace.settings import settings_path

if TYPE_CHECKING:
    from strategy_editor.exchange.docx.restyling import StyleMatch

_FILE = "template-styles.json"
_MOST_BYTES = 60 * 1024 * 1024


def load_template(path: Path, kept: Path | None = None) -> TemplateFile:
    """Read a template with what was decided about its styles.

    Raises ``UserError`` for one that cannot be read or used.
    """
    # lxml trees of styles are of no use to whoever exports without a template.
    from strategy_editor.exchange.docx.template import read_template

    try:
        if path.is_dir():
            raise CannotRead("error.template-unknown", path)
        if path.stat().st_size > _MOST_BYTES:
            raise CannotRead("error.template-too-large", path)
        content = path.read_bytes()
    except OSError as error:
        raise cannot_read(path, error) from None
    read_template(str(path), content)
    return TemplateFile(str(path), content, kept_styles(path.name, kept))


def template_with(path: Path, said: Mapping[str, str]) -> TemplateFile:
    """Read a template; what is said about its styles counts and is kept for the next time.

    ``said`` are names of its styles by the keys of ours. Raises ``UserError``.
    """
    template = load_template(path)
    if not said:
        return template
    known = {match.key for match in matches_of(template)}
    unknown = sorted(set(said) - known)
    if unknown:
        raise UserError("error.style-unknown", value=unknown[0], known=", ".join(sorted(known)))
    keep_styles(path.name, said)
    return replace(template, styles={**template.styles, **said})


def styles_in(template: TemplateFile) -> dict[str, list[tuple[str, str]]]:
    """Return ids and names of the template's styles by their kind, as Word calls it."""
    from strategy_editor.exchange.docx.restyling import styles_by_kind
    from strategy_editor.exchange.docx.template import read_template

    return styles_by_kind(read_template(template.name, template.content).styles)


def matches_of(template: TemplateFile) -> list[StyleMatch]:
    """Return for each of our styles the one of the template that is used, for a user to check."""
    from strategy_editor.exchange.docx.house import matches_in
    from strategy_editor.exchange.docx.template import read_template

    taken = read_template(template.name, template.content)
    return matches_in(taken, template.styles)


def kept_styles(name: str, kept: Path | None = None) -> dict[str, str]:
    """Return what was decided about the styles of the template of this file name."""
    found = _stored(kept or _path()).get(name.lower(), {})
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def keep_styles(name: str, styles: Mapping[str, str], kept: Path | None = None) -> None:
    """Keep decisions about the styles of a template, besides those made before."""
    target = kept or _path()
    known = {**kept_styles(name, target), **styles}
    stored = {**_stored(target), name.lower(): known}
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(stored, ensure_ascii=False, indent=1, sort_keys=True)
    replace_file(target, text.encode("utf-8", "surrogatepass"))


def _path() -> Path:
    return settings_path().with_name(_FILE)


def _stored(path: Path) -> dict[str, Any]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}
