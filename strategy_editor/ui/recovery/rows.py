"""What the list of recovered documents says about each, and about its changes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from strategy_editor.comparison.changes import Change
from strategy_editor.errors import UserError
from strategy_editor.exchange.report.story import Story
from strategy_editor.i18n import Translator
from strategy_editor.recovery.lines import LineChange
from strategy_editor.recovery.offers import Offer
from strategy_editor.workspace.recovering import Examined, ExaminedText
from strategy_editor.workspace.wording import error_text

Looked = Examined | ExaminedText | UserError | None
"""What came of looking at an offer; None while that goes on."""
_MOST = 300
"""Changes that are listed; a comparison of the whole opens with the document."""
_MOST_LINES = 40
"""Lines of one change that are shown."""


def name(offer: Offer, translate: Translator) -> str:
    """Return what the document is called."""
    if offer.about.file is not None:
        return offer.about.file.name
    title = offer.about.title
    return title or translate("file.unnamed")


def line(offer: Offer, looked: Looked, translate: Translator) -> str:
    """Return where it lay, when it was changed last, how much, and what to know about it."""
    folder = offer.about.file.parent if offer.about.file is not None else None
    place = str(folder) if folder is not None else translate("recover.no-file")
    moment = offer.changed_at.astimezone()
    form = "%d.%m.%Y, %H:%M" if translate.language == "de" else "%d %b %Y, %H:%M"
    parts = [place, moment.strftime(form), *_state(looked, translate)]
    if offer.is_discarded:
        parts.append(translate("recover.discarded"))
    return " · ".join(parts)


def _state(looked: Looked, translate: Translator) -> Iterator[str]:
    if looked is None:
        yield translate("recover.looking")
        return
    if isinstance(looked, UserError):
        yield translate("recover.damaged")
        return
    if isinstance(looked, ExaminedText):
        yield translate("raw.being-mended")
        if looked.changes is not None:
            yield translate("raw.lines", count=len(looked.changes))
        yield from _file_state(looked.file_state, translate)
        return
    if looked.comparison is not None:
        yield translate("recover.changes", count=len(looked.comparison.changes))
    yield from _file_state(looked.recovered.file_state, translate)


def _file_state(state: str, translate: Translator) -> Iterator[str]:
    if state in ("changed", "missing", "unreadable"):
        yield translate(f"recover.{state}")


def changes_html(looked: Looked, translate: Translator) -> str:
    """Return the changes against the file, dropped words struck out and new ones marked."""
    if isinstance(looked, UserError):
        return f"<p>{escape(error_text(looked, translate.language))}</p>"
    if looked is None:
        return f"<p>{escape(translate('recover.looking'))}</p>"
    if isinstance(looked, ExaminedText):
        return _lines_html(looked, translate)
    if looked.comparison is None or looked.old is None:
        return f"<p>{escape(translate('recover.nothing-to-compare'))}</p>"
    if not looked.comparison.changes:
        return f"<p>{escape(translate('recover.equal'))}</p>"
    story = Story(looked.comparison, looked.old, looked.recovered.document, translate.language)
    shown = looked.comparison.changes[:_MOST]
    parts = [_change(story, each) for each in shown]
    left = len(looked.comparison.changes) - len(shown)
    if left:
        parts.append(f"<p>{escape(translate('recover.more', count=left))}</p>")
    return "".join(parts)


def _lines_html(looked: ExaminedText, translate: Translator) -> str:
    if looked.changes is None:
        return f"<p>{escape(translate('recover.nothing-to-compare'))}</p>"
    if not looked.changes:
        return f"<p>{escape(translate('recover.equal'))}</p>"
    parts = [_lines(each, translate) for each in looked.changes[:_MOST]]
    left = len(looked.changes) - _MOST
    if left > 0:
        parts.append(f"<p>{escape(translate('recover.more', count=left))}</p>")
    return "".join(parts)


def _lines(change: LineChange, translate: Translator) -> str:
    rows = [(mark, each) for mark, lines in (("del", change.old), ("ins", change.new))
            for each in lines[:_MOST_LINES]]  # fmt: skip
    body = "<br>".join(f"<{mark}><code>{escape(line)}</code></{mark}>" for mark, line in rows)
    return f"<p><b>{escape(translate('raw.line', line=change.line))}</b><br>{body}</p>"


def _change(story: Story, change: Change) -> str:
    field = story.field(change)
    head = f"{story.kinds(change)}: {story.name(change)}" + (f" · {field}" if field else "")
    return f"<p><b>{escape(head)}</b><br>{_body(story, change)}</p>"


def _body(story: Story, change: Change) -> str:
    if change.words:
        marks = {"old": "del", "new": "ins"}
        return "".join(
            f"<{marks[each.kind]}>{escape(each.text)}</{marks[each.kind]}>"
            if each.kind in marks
            else escape(each.text)
            for each in change.words
        )
    old, new = story.values(change)
    parts = [f"<del>{escape(old)}</del>" if old else "", f"<ins>{escape(new)}</ins>" if new else ""]
    return " ".join(filter(None, parts)).replace("\n", "<br>")
