"""Before anything of Qt is imported: no screen, a home of its own, steady random data."""

from __future__ import annotations

import gc
import logging
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# As in the window: never on a worker thread, which would take down widgets there.
gc.disable()
_MANY = 100_000

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
def collect_garbage_here(request: pytest.FixtureRequest):
    """Collect on the main thread, after each test with a window and whenever there is much."""
    yield
    if request.node.get_closest_marker("gui") or gc.get_count()[0] > _MANY:
        gc.collect()


@pytest.fixture(autouse=True)
def leave_no_clipboard(request: pytest.FixtureRequest):
    """Data of ours that is still on the clipboard when Python ends takes the process down."""
    yield
    if request.node.get_closest_marker("gui"):
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()


@pytest.fixture(params=["de", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-oracles",
        action="store_true",
        help="fail where a check by LibreOffice or the Open XML SDK is skipped",
    )


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    outcome = yield
    report = outcome.get_result()
    marked = any(item.get_closest_marker(name) for name in ("libreoffice", "npm"))
    if report.skipped and marked and item.config.getoption("--require-oracles"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, though its oracle is required"
