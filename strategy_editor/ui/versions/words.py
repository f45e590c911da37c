"""What is told of versions, elements and hits, as rich text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

from strategy_editor.i18n import text
from strategy_editor.storage.fingerprint import printed
from strategy_editor.ui.theme import Theme
from strategy_editor.versions.tracing import ElementChange, FieldChange, Said
from strategy_editor.versions.version import Version
from strategy_editor.workspace.past import excerpt, past_field_label, past_value, place_of
from strategy_editor.workspace.version_wording import (
    kind_name,
    moment_text,
    said_since,
    title_of_version,
)
from strategy_editor.workspace.wording import Wording

_SHOWN = 300
"""Changes or hits that are shown at once; further ones are counted."""
_LONGEST = 160


def sheet(theme: Theme) -> str:
    """Return the style of rich text: dropped words struck out, new ones marked."""
    return (
        f"ins {{ background-color: {theme.accent_soft}; font-weight: 600; text-decoration: none }}"
        f" del {{ color: {theme.error}; text-decoration: line-through }}"
        f" .told {{ color: {theme.muted} }} a {{ color: {theme.accent} }}"
    )


def detail_html(version: Version, changes: str, language: str) -> str:
    """Return all that is said of a version."""
    told = text(
        language, "history.line", when=moment_text(version.when, language),
        kind=kind_name(version.kind, language), author=version.author.name,
    )  # fmt: skip
    parts = [f"<b>{escape(title_of_version(version, language))}</b>", _told(told)]
    if changes:
        parts.append(_told(changes))
    if version.said.note:
        parts.append(escape(version.said.note).replace("\n", "<br>"))
    if version.said.fingerprint:
        value = printed(version.said.fingerprint)
        parts.append(_told(text(language, "versions.fingerprint", value=value)))
    parts.append(_told(text(language, "history.id", id=version.short_id)))
    return "<br>".join(parts)


def past_html(
    changes: Sequence[ElementChange], wording: Wording, whole: Collection[str] = ()
) -> str:
    """Return the history of an element word by word; links name versions.

    ``whole`` are the ids of versions whose wording is shown as it was, without marks; a link with
    ``?`` and the id asks for that.
    """
    shown = "".join(
        _change(each, wording, is_whole=each.version.id in whole) for each in changes[:_SHOWN]
    )
    return shown + _more(len(changes) - _SHOWN, wording.language)


def hits_html(hits: Sequence[Said], wanted: str, wording: Wording) -> str:
    """Return where a wanted text stands or stood; links name elements (``#``) and versions."""
    count = text(wording.language, "versions.hits", count=len(hits))
    shown = "".join(_hit(each, wanted, wording) for each in hits[:_SHOWN])
    return f"<p>{_told(count)}</p>{shown}{_more(len(hits) - _SHOWN, wording.language)}"


def _change(change: ElementChange, wording: Wording, *, is_whole: bool) -> str:
    language = wording.language
    kinds = ", ".join(text(language, f"kind.{kind}") for kind in change.kinds)
    lines = [_version_link(change.version, language), _told(_by(change.version, language, kinds))]
    # What is new altogether is read, not compared.
    if is_whole or "added" in change.kinds:
        lines += _as_it_was(change, wording)
    else:
        in_order = sorted(change.fields, key=lambda each: "@" in each.field)
        lines += [_field(change.tag, each, wording) for each in in_order]
    if change.whole and "added" not in change.kinds:
        key = "history.show-changes" if is_whole else "history.show-wording"
        lines.append(f'<a href="?{change.version.id}">{escape(text(language, key))}</a>')
    return f"<p>{'<br>'.join(lines)}</p>"


def _as_it_was(change: ElementChange, wording: Wording) -> list[str]:
    """What an element said in a version, texts before attributes."""
    lines = []
    for field, value in sorted(change.whole.items(), key=lambda each: "@" in each[0]):
        said = escape(past_value(wording, change.tag, field, value)).replace("\n", "<br>")
        label = past_field_label(wording, change.tag, field)
        if said:
            lines.append(f"<i>{escape(label)}:</i> {said}" if label else said)
    return lines


def _field(tag: str, field: FieldChange, wording: Wording) -> str:
    label = past_field_label(wording, tag, field.field)
    if "@" in field.field:
        old, new = (past_value(wording, tag, field.field, each) for each in (field.old, field.new))
        said = f"<del>{escape(old)}</del> <ins>{escape(new)}</ins>"
    else:
        said = "".join(_marked(each.kind, each.text) for each in field.words)
    return f"<i>{escape(label)}:</i> {said}" if label else said


def _marked(kind: str, words: str) -> str:
    mark = {"old": "del", "new": "ins"}.get(kind)
    shown = escape(words).replace("\n", "<br>")
    return f"<{mark}>{shown}</{mark}>" if mark else shown


def _hit(hit: Said, wanted: str, wording: Wording) -> str:
    place = escape(place_of(wording, hit.element, hit.tag))
    words = escape(excerpt(hit, wanted, _LONGEST))
    told = escape(said_since(hit, wording.language))
    return (
        f'<p><a href="#{escape(hit.element)}"><b>{place}</b></a><br>'
        f'<a href="{hit.since.id}">{told}</a><br>{words}</p>'
    )


def _version_link(version: Version, language: str) -> str:
    name = escape(title_of_version(version, language))
    return f'<a href="{version.id}"><b>{name}</b></a>'


def _by(version: Version, language: str, kinds: str) -> str:
    when = moment_text(version.when, language)
    return text(language, "history.by", when=when, author=version.author.name, kinds=kinds)


def _told(words: str) -> str:
    return f'<span class="told">{escape(words)}</span>'


def _more(count: int, language: str) -> str:
    return f"<p>{_told(text(language, 'history.more', count=count))}</p>" if count > 0 else ""
