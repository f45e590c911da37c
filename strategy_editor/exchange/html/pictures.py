"""Pictures inside the page, so that it is one file."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path

from strategy_editor.exchange.ledger import Entry
from strategy_editor.exchange.reading.reader import Reader
from strategy_editor.exchange.setting.picture_files import lack_of, picture_file
from strategy_editor.exchange.setting.pieces import FigurePiece

_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


class Pictures:
    """Embeds pictures; what is missing is said in its place and in the ledger."""

    def __init__(self, reader: Reader, media: Path | None) -> None:
        self.ledger: list[Entry] = []
        self._reader = reader
        self._media = media

    def html(self, piece: FigurePiece) -> str:
        """Return the picture, or the notice that it is missing with the text that stands for it."""
        path = picture_file(self._media, piece.file)
        lack = lack_of(path, _TYPES)
        if path is None or lack:
            self.ledger.append(Entry(lack, piece.id))
            notice = escape(self._reader.word(lack, file=piece.file))
            return f'<p class="missing"><strong>{notice}</strong> {escape(piece.alt)}</p>'
        data = b64encode(path.read_bytes()).decode("ascii")
        media_type = _TYPES[path.suffix.lower()]
        width = f' style="width: {piece.width:g}%"' if piece.width else ""
        return f'<img src="data:{media_type};base64,{data}" alt="{escape(piece.alt)}"{width}>'
