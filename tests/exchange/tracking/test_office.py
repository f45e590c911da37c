"""LibreOffice settles the same constructs; where it is known to be wrong, the probe says so."""

from __future__ import annotations

import pytest

from strategy_editor.exchange.docx.tracking.names import Decision
from tests.exchange.tracking import office
from tests.exchange.tracking.probes import probes
from tests.exchange.tracking.writing import package, part, texts


@pytest.mark.libreoffice
@pytest.mark.slow
def test_libreoffice_gives_the_same_texts(tmp_path):
    wanted = {probe.name: probe for probe in probes()}
    found = office.settled({name: package(probe.body) for name, probe in wanted.items()}, tmp_path)
    wrong = {
        (name, decision)
        for (name, decision), content in found.items()
        if texts(part(content)) != _expected(wanted[name], decision)
    }
    exempt = {(name, decision) for name, probe in wanted.items() for decision in probe.office}

    assert wrong == exempt


def _expected(probe, decision: str) -> list[str]:
    return probe.accepted if decision == Decision.ACCEPT.value else probe.rejected
