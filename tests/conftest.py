"""Before anything of Qt is imported: no screen, a home of its own, steady random data."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# As in the window: never on a worker thread, which would take down widgets there.
gc.disable()
_MANY = 100_000
_TO_FREEZE = 40
_collections = count()

_HOME = tempfile.TemporaryDirectory(prefix="strategy-editor-tests-")
_FOLDERS = {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}
for _name, _folder in _FOLDERS.items():
    _path = Path(_HOME.name) / _folder
    _path.mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_path)
for _name in ("LC_ALL", "LC_MESSAGES", "LANG", "DICPATH"):
    os.environ.pop(_name, None)
# Qt warns of any other encoding; the program itself asks LC_ALL, LC_MESSAGES and LANG only.
os.environ["LC_CTYPE"] = "C.UTF-8"

_COMMON = {
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
settings.register_profile("ci", max_examples=60, derandomize=True, **_COMMON)
settings.register_profile("thorough", max_examples=1500, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def log_warnings():
    """Fail a test that logs a warning; one that means to takes the list and empties it."""
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    yield heard.records
    logging.getLogger().removeHandler(heard)
    assert [record.getMessage() for record in heard.records] == []


@pytest.fixture(autouse=True)
def leave_nothing_behind(request: pytest.FixtureRequest):
    """Collect garbage on the main thread, and leave the application bare after a test of a window.

    Data of ours that is still on the clipboard when Python ends takes the process down. With the
    style sheet on, each widget of the next window would be polished with each parent it gets.
    """
    yield
    has_window = request.node.get_closest_marker("gui") is not None
    if has_window or gc.get_count()[0] > _MANY:
        _collect()
    if has_window:
        from PySide6.QtWidgets import QApplication

        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.clipboard().clear()
            application.setStyleSheet("")


def _collect() -> None:
    gc.collect()
    # What lives through many tests is not looked at again: modules, samples, caches.
    if next(_collections) % _TO_FREEZE == 0:
        gc.freeze()


@pytest.fixture(params=["de", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-oracles",
        action="store_true",
        help="fail where a check by LibreOffice or the Open XML SDK is skipped",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("libreoffice") and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    outcome = yield
    report = outcome.get_result()
    marked = any(item.get_closest_marker(name) for name in ("libreoffice", "npm"))
    if report.skipped and marked and item.config.getoption("--require-oracles"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, though its oracle is required"
