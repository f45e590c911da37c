"""How the program is built: sizes, imports, and where Qt may be known."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import strategy_editor

PACKAGE = Path(strategy_editor.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50
# A name and the reason why it may be longer; read in review.
EXCEPTIONS: dict[str, str] = {}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_is_too_long_to_be_read(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES_OF_A_FILE or name_of(path) in EXCEPTIONS


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_function_is_too_long_to_be_understood(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            name = f"{name_of(path)}:{node.name}"
            assert length <= MOST_LINES_OF_A_FUNCTION or name in EXCEPTIONS, name


def test_no_exception_is_kept_that_is_not_needed():
    named = {name.partition(":")[0] for name in EXCEPTIONS}
    assert named <= {name_of(path) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_only_the_user_interface_knows_qt(path):
    if name_of(path).startswith("ui/"):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        assert not [each for each in names if each.partition(".")[0] in ("PySide6", "shiboken6")]


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name == "__init__.py"], ids=name_of
)
def test_every_package_has_a_charter(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_imports_point_downwards():
    """The contracts stand in pyproject.toml."""
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=PACKAGE.parent, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
