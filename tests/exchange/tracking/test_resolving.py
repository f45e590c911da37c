"""Accepting and rejecting everything, construct by construct."""

from __future__ import annotations

import pytest

from strategy_editor.exchange.docx.markup import w
from strategy_editor.exchange.docx.tracking.names import (
    CONTROL_ENDS,
    RANGE_ENDS,
    REVISIONS,
    Decision,
)
from strategy_editor.exchange.docx.tracking.resolving import NoPackage, resolve
from tests.exchange.tracking.probes import Probe, probes
from tests.exchange.tracking.writing import package, part, styles, texts

PROBES = probes()
DECISIONS = list(Decision)


def test_there_are_as_many_constructs_as_were_compared():
    assert len({probe.name for probe in PROBES}) == len(PROBES) == 41


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda each: each.value)
@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.name)
def test_each_construct_becomes_what_it_says(probe: Probe, decision: Decision):
    body = part(resolve(package(probe.body), decision))
    first = decision is Decision.ACCEPT

    assert texts(body) == (probe.accepted if first else probe.rejected)
    if probe.styles is not None:
        assert styles(body) == probe.styles[0 if first else 1]
    if probe.bold is not None:
        assert len(list(body.iter(w("b")))) == probe.bold[0 if first else 1]
    left = (*REVISIONS, *RANGE_ENDS, *CONTROL_ENDS, w("delText"), w("delInstrText"))
    assert [each.tag for each in body.iter(*left)] == []


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip at all"])
def test_what_is_no_package_is_refused(content):
    with pytest.raises(NoPackage):
        resolve(content, Decision.ACCEPT)
