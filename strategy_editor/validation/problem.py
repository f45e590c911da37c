"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import IntEnum


class Severity(IntEnum):
    """How much a finding weighs; errors keep a strategy from being submitted."""

    ERROR = 3
    WARNING = 2
    HINT = 1


@dataclass(frozen=True)
class Problem:
    """A finding with its address.

    ``field`` is empty for the element itself, ``@name`` for an attribute and ``tag`` or ``tag#2``
    (counted from 1) for a child that carries no id. ``values`` fill the sentence of the rule;
    ``muted`` is the reason given in the file for accepting the finding, empty otherwise.
    ``steps`` lead from the addressed element down to the one that is meant, as positions among
    the child elements; they are empty where that is the addressed element itself.
    """

    rule: str
    severity: Severity
    node_id: str
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()
    muted: str = ""
    steps: tuple[int, ...] = dataclass_field(default=(), compare=False)

    def value(self, name: str) -> str:
        """Return one of the values."""
        return dict(self.values).get(name, "")


def problem(
    rule: str, severity: Severity, node_id: str | None, field: str = "", **values: object
) -> Problem:
    """Build a finding; values become texts."""
    pairs = tuple((name, str(value)) for name, value in values.items())
    return Problem(rule, severity, node_id or "", field, pairs)


def counts(problems: list[Problem]) -> dict[Severity, int]:
    """Count the findings that are not muted, by severity."""
    return {
        severity: sum(1 for each in problems if each.severity is severity and not each.muted)
        for severity in Severity
    }
