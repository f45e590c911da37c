"""Whether this PySide6 can be lived with."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject

pytestmark = pytest.mark.gui


def test_void_calls_keep_their_reference_to_none(qapp):
    # PySide6 6.12.0 loses one on every void call under Python 3.11 and aborts after thousands.
    each = QObject()
    before = sys.getrefcount(None)
    for _ in range(2000):
        each.setObjectName("x")
    assert sys.getrefcount(None) > before - 1000
