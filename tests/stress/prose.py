"""German administrative prose from a small grammar: its repetitions matter, not what it says.

Sentences are patterns with slots in braces. Some are boilerplate without slots, which comes back
word for word all over a document, as it does in real ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

NBSP = "\u00a0"

_STEMS = (
    "Akten", "Antrags", "Archiv", "Auskunfts", "Basis", "Berichts", "Beteiligungs", "Betriebs",
    "Daten", "Dienstleistungs", "Dokumenten", "E-Government-", "Fach", "Formular", "Gebühren",
    "Geodaten", "Haushalts", "Identitäts", "Informations", "IT-", "Kommunikations", "Netz",
    "Notfall", "Nutzer", "Open-Data-", "Personal", "Portal", "Postfach", "Prozess", "Register",
    "Schulungs", "Service", "Sicherheits", "Signatur", "Standard", "Verfahrens", "Vergabe",
    "Verwaltungs", "Vorgangs", "Vorschriften", "Wissens", "Zahlungs", "Zugangs", "Zustell",
)  # fmt: skip
# Nominative, genitive, plural, gender; the plural is good for every case but the dative.
_HEADS = (
    ("anwendung", "anwendung", "anwendungen", "f"), ("architektur", "architektur",
    "architekturen", "f"), ("austausch", "austauschs", "austausche", "m"), ("bedarf", "bedarfs",
    "bedarfe", "m"), ("dienst", "dienstes", "dienste", "m"), ("komponente", "komponente",
    "komponenten", "f"), ("konzept", "konzepts", "konzepte", "n"), ("leitlinie", "leitlinie",
    "leitlinien", "f"), ("nachweis", "nachweises", "nachweise", "m"), ("plan", "plans", "pläne",
    "m"), ("plattform", "plattform", "plattformen", "f"), ("portal", "portals", "portale", "n"),
    ("projekt", "projekts", "projekte", "n"), ("prüfung", "prüfung", "prüfungen", "f"),
    ("schnittstelle", "schnittstelle", "schnittstellen", "f"), ("stelle", "stelle", "stellen",
    "f"), ("steuerung", "steuerung", "steuerungen", "f"), ("system", "systems", "systeme", "n"),
    ("verfahren", "verfahrens", "verfahren", "n"), ("verzeichnis", "verzeichnisses",
    "verzeichnisse", "n"), ("vorhaben", "vorhabens", "vorhaben", "n"), ("werkzeug", "werkzeugs",
    "werkzeuge", "n"),
)  # fmt: skip
_ADJECTIVES = (
    "abgestimmt", "barrierefrei", "bestehend", "dauerhaft", "durchgängig", "einheitlich",
    "elektronisch", "erforderlich", "fachlich", "gemeinsam", "geplant", "jeweilig", "kommunal",
    "künftig", "landesweit", "medienbruchfrei", "mobil", "neu", "ressortübergreifend", "sicher",
    "standardisiert", "technisch", "überarbeitet", "vereinbart", "vorhanden", "wirtschaftlich",
    "zentral", "zuständig",
)  # fmt: skip
_ARTICLES = {
    "nom": {"m": "der", "f": "die", "n": "das", "p": "die"},
    "gen": {"m": "des", "f": "der", "n": "des", "p": "der"},
    "dat": {"m": "dem", "f": "der", "n": "dem", "p": "den"},
    "acc": {"m": "den", "f": "die", "n": "das", "p": "die"},
}
_ACTORS = (
    "die Staatskanzlei", "das Staatsministerium des Innern", "das federführende Ressort",
    "die Leitstelle für Informationstechnik", "der Landesbetrieb", "die Koordinierungsstelle",
    "der Beauftragte für Informationstechnik", "die Arbeitsgruppe der Ressorts",
    "der kommunale Zweckverband", "die Fachabteilung", "das Landesamt", "der Lenkungsausschuss",
)  # fmt: skip
_VERBS = (
    "abgelöst", "angepasst", "ausgebaut", "bereitgestellt", "beschrieben", "bewertet",
    "dokumentiert", "eingeführt", "erneuert", "erprobt", "erweitert", "evaluiert", "festgelegt",
    "fortgeschrieben", "freigegeben", "geprüft", "umgesetzt", "veröffentlicht", "vereinheitlicht",
    "weiterentwickelt", "zusammengeführt",
)  # fmt: skip
_ADVERBS = (
    "bereits", "bis auf Weiteres", "dauerhaft", "einvernehmlich", "erstmals", "in der Regel",
    "in Abstimmung mit den Ressorts", "im Rahmen der verfügbaren Mittel", "jährlich",
    "kurzfristig", "nach Möglichkeit", "ohne Medienbruch", "regelmäßig", "schrittweise",
    "unverzüglich", "verbindlich", "vollständig", "weitgehend", "zeitnah", "zunächst",
)  # fmt: skip
_GROUPS = (
    "Bürgerinnen und Bürger", "Unternehmen", "die Beschäftigten", "die Kommunen", "die Ressorts",
    "Vereine und Verbände", "die nachgeordneten Behörden", "die Personalvertretungen",
)  # fmt: skip
_LAWS = (
    "des E-Government-Gesetzes", "der Haushaltsordnung", "des Datenschutzgesetzes",
    "der Verwaltungsvorschrift", "des Verwaltungsverfahrensgesetzes", "des IT-Staatsvertrags",
)  # fmt: skip
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
_SHORT = (
    "z.\u00a0B.",
    "d.\u00a0h.",
    "insbesondere",
    "u.\u00a0a.",
    "i.\u00a0d.\u00a0R.",
    "ggf.",
    "vgl. auch",
    "sog.",
)

_BOILERPLATE = (
    "Die Umsetzung steht unter dem Vorbehalt der Haushaltsgesetzgebung.",
    "Das Nähere regelt die Verwaltungsvorschrift.",
    "Die Belange des Datenschutzes und der Informationssicherheit werden von Anfang an beachtet.",
    "Die Personalvertretungen werden frühzeitig beteiligt.",
    "Über den Stand der Umsetzung wird jährlich berichtet.",
    "Die Federführung liegt bei dem im Ziel genannten Ressort.",
    "Zusätzliche Stellen sind damit nicht verbunden.",
    "Die kommunale Selbstverwaltung bleibt unberührt.",
    "Die Ressorts wirken in ihrem Geschäftsbereich auf die Umsetzung hin.",
    "Einzelheiten werden in der Umsetzungsplanung festgelegt.",
    "Für den nachgeordneten Bereich gilt dies entsprechend.",
    "Der Lenkungsausschuss entscheidet über Abweichungen im Einzelfall.",
)
_PATTERNS = (
    "{nom} wird {adverb} {verb}.",
    "{plural} werden bis {date} {adverb} {verb}.",
    "Bis zum Jahr {year} werden {percent} der {stem}vorgänge {adverb} {verb}.",
    "{actor} legt bis {date} {acc} vor und stimmt dies mit den Ressorts ab.",
    "Mit {dat} erhalten {group} einen einheitlichen Zugang zu {datplural}.",
    "Voraussetzung für {acc} ist, dass {plural} {adverb} {verb} werden.",
    "Soweit {nom} nicht ausreicht, wird {nom2} nach §{nbsp}{number} {law} herangezogen.",
    "{group} sollen {acc} nutzen können, ohne {plural} mehrfach angeben zu müssen.",
    "Die Kosten {gen} werden auf {money} geschätzt; sie sind im Haushalt {year} veranschlagt.",
    "Im Jahr {year} waren erst {percent} der {datbare} {verb}, heute sind es {percent2}.",
    "{actor} prüft {adverb}, ob {nom} durch {acc2} ersetzt werden kann.",
    "Dabei ist {short} zu beachten, dass {nom} und {nom2} aufeinander abgestimmt werden.",
    "{plural}, die am {day} noch nicht {verb} sind, werden {adverb} {verb2}.",
    "Ohne {acc} lassen sich die Ziele {gen} nicht erreichen.",
    "{nom} umfasst {number} {datbare}, von denen {smaller} {adverb} {verb} wurden.",
    "Die Zuständigkeit für {acc} geht zum {day} auf {actoracc} über.",
    "{group} werden an {dat} beteiligt; die Ergebnisse werden {adverb} {verb}.",
    "Grundlage ist {nom} in der Fassung vom {day} (§{nbsp}{number} Abs.{nbsp}{smaller} {law}).",
    "Nach Abschluss {gen} wird {nom2} {adverb} {verb} und in {acc} überführt.",
    "Der Aufwand für {acc} sinkt dadurch um {percent}, {short} bei {datplural}.",
)
_TITLES = (
    "{barenom} und {barenom2}", "{barenom}", "{Adjective} {bareplural}",
    "{bareplural} der Ressorts", "Einführung {gen}", "Ausbau {gen}", "{barenom} bis {year}",
    "Weiterentwicklung {gen}",
)  # fmt: skip
_ITEMS = (
    "{nom} ist {adverb} {verb}", "{bareplural} in {number} Behörden, {short} {bareplural2}",
    "{Adjective} {bareplural} nach §{nbsp}{number} {law}", "{verb2} und {verb}: {nom}",
    "{percent} der {datbare} bis {date}", "{actor} für {acc}, {adverb} ab {year}",
)  # fmt: skip
_CELLS = (
    "{barenom}", "{percent}", "{day}", "{money}", "{actor}", "{Adjective} {bareplural}", "{year}",
    "{number} {bareplural}", "{adverb} {verb}", "{nom} {adverb}", "entfällt",
)  # fmt: skip
_SLOT = re.compile(r"\{(\w+)\}")
_Pattern = list[tuple[str, str]]


def _compiled(patterns: tuple[str, ...]) -> list[_Pattern]:
    """Each pattern as pairs of a literal and the slot behind it."""
    found = []
    for pattern in patterns:
        parts = [*_SLOT.split(pattern), ""]
        found.append(list(zip(parts[::2], parts[1::2], strict=True)))
    return found


class Prose:
    """An endless supply of sentences, titles and cells from one source of chance."""

    def __init__(self, random: Random) -> None:
        self._chance = random.random
        self._patterns = {
            "sentence": _compiled(_PATTERNS),
            "title": _compiled(_TITLES),
            "item": _compiled(_ITEMS),
            "cell": _compiled(_CELLS),
        }

    def pick(self, choices: tuple[str, ...]) -> str:
        """Return one of several texts."""
        return choices[int(self._chance() * len(choices))]

    def below(self, limit: int) -> int:
        """Return a number from 0 up to, without, a limit."""
        return int(self._chance() * limit)

    def sentence(self) -> str:
        """Return a sentence; about every eighth is boilerplate."""
        if self._chance() < 0.12:
            return self.pick(_BOILERPLATE)
        return self._filled("sentence")

    def sentences(self, count: int) -> str:
        """Return several sentences."""
        return " ".join(self.sentence() for _ in range(count))

    def title(self) -> str:
        """Return a heading."""
        return self._filled("title")

    def item(self) -> str:
        """Return an entry of a list."""
        return self._filled("item") + "."

    def cell(self) -> str:
        """Return the few words of a table's cell."""
        return self._filled("cell")

    def word(self) -> str:
        """Return a single word to put into running text."""
        kind = self.below(4)
        if kind == 0:
            return self.pick(_ADJECTIVES) + "e"
        if kind == 1:
            return self.pick(_VERBS)
        return self._compound(self.below(2) * 2)[0]

    def term(self) -> str:
        """Return a compound noun."""
        return self._compound(0)[0]

    def _filled(self, kind: str) -> str:
        patterns = self._patterns[kind]
        pattern = patterns[int(self._chance() * len(patterns))]
        text = "".join(literal + (self._slot(slot) if slot else "") for literal, slot in pattern)
        return text[0].upper() + text[1:]

    def _slot(self, name: str) -> str:
        made = _SLOTS.get(name) or _SLOTS[name.rstrip("2")]
        return made(self)

    def _compound(self, form: int) -> tuple[str, str]:
        head = _HEADS[int(self._chance() * len(_HEADS))]
        stem = _STEMS[int(self._chance() * len(_STEMS))]
        tail = head[form]
        return stem + (tail.capitalize() if stem[-1] == "-" else tail), head[3]

    def phrase(self, case: str, *, plural: bool = False) -> str:
        """Return article, adjective and noun in a case; every other time without adjective."""
        noun, gender = self._compound(2 if plural else 1 if case == "gen" else 0)
        if plural:
            gender = "p"
            noun += "n" if case == "dat" and noun[-1] not in "ns" else ""
        article = _ARTICLES[case][gender]
        if self._chance() < 0.5:
            return f"{article} {noun}"
        strong = plural or case in ("gen", "dat") or (case == "acc" and gender == "m")
        return f"{article} {self.pick(_ADJECTIVES)}{'en' if strong else 'e'} {noun}"

    def day(self) -> str:
        """Return a day as prose has it."""
        return f"{1 + self.below(28)}. {self.pick(_MONTHS)} {2009 + self.below(12)}"

    def date(self) -> str:
        """Return a time as it follows "bis": a day, a month or a quarter."""
        kind = self.below(3)
        if kind == 0:
            return "zum " + self.day()
        year = 2009 + self.below(12)
        if kind == 1:
            return f"Ende {self.pick(_MONTHS)} {year}"
        return f"zum {1 + self.below(4)}. Quartal {year}"


_SLOTS: dict[str, Callable[[Prose], str]] = {
    "nom": lambda p: p.phrase("nom"),
    "gen": lambda p: p.phrase("gen"),
    "dat": lambda p: p.phrase("dat"),
    "acc": lambda p: p.phrase("acc"),
    "plural": lambda p: p.phrase("nom", plural=True),
    "datplural": lambda p: p.phrase("dat", plural=True),
    "datbare": lambda p: p._compound(2)[0],
    "barenom": lambda p: p._compound(0)[0],
    "bareplural": lambda p: p._compound(2)[0],
    "Adjective": lambda p: p.pick(_ADJECTIVES).capitalize() + "e",
    "stem": lambda p: p.pick(_STEMS[:10]),
    "actor": lambda p: p.pick(_ACTORS),
    "actoracc": lambda p: p.pick(_ACTORS[:4]),
    "group": lambda p: p.pick(_GROUPS),
    "adverb": lambda p: p.pick(_ADVERBS),
    "verb": lambda p: p.pick(_VERBS),
    "short": lambda p: p.pick(_SHORT),
    "law": lambda p: p.pick(_LAWS),
    "nbsp": lambda p: NBSP,
    "date": Prose.date,
    "day": Prose.day,
    "year": lambda p: str(2009 + p.below(12)),
    "number": lambda p: str(2 + p.below(98)),
    "smaller": lambda p: str(1 + p.below(9)),
    "percent": lambda p: f"{1 + p.below(99)} Prozent",
    "money": lambda p: f"{1 + p.below(900)}{NBSP}000 Euro",
}
