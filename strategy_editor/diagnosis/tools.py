"""Which programs and libraries are at hand, with their versions."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from strategy_editor import __version__
from strategy_editor.diagnosis.display import obstacle

_LIBREOFFICE = ("soffice", "libreoffice")
_LIBREOFFICE_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_DICTIONARIES = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/Library/Spelling",
    "/usr/lib/libreoffice/share/extensions",
    "C:/Program Files/LibreOffice/share/extensions",
)


@dataclass(frozen=True)
class Tool:
    """Something the program needs or can use; ``version`` is empty where it is missing.

    ``remedy`` is the key of the sentence that says how to get it, ``needed`` whether the program
    lacks a main function without it.
    """

    name: str
    version: str
    needed: bool
    remedy: str = ""
    values: tuple[tuple[str, str], ...] = ()


def tools() -> Iterator[Tool]:
    """Look for everything in turn."""
    yield Tool("strategy-editor", __version__, needed=True)
    yield Tool("Python", platform.python_version(), needed=True)
    for package in ("lxml", "python-docx", "platformdirs", "PySide6-Essentials"):
        yield Tool(package, _package_version(package), True, "doctor.remedy.package")
    yield _screen()
    yield Tool("LibreOffice", libreoffice_version(), False, "doctor.remedy.libreoffice")
    for language in ("de", "en"):
        found = dictionary(language)
        key = "doctor.remedy.dictionary"
        yield Tool(f"Hunspell {language}", found, False, key, (("language", language),))


def find_libreoffice() -> str:
    """Return the path of LibreOffice's program, or nothing."""
    for name in _LIBREOFFICE:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _LIBREOFFICE_PLACES if Path(place).exists()), "")


def libreoffice_version() -> str:
    """Return LibreOffice's version as it states it, or nothing."""
    program = find_libreoffice()
    if not program:
        return ""
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    words = answer.stdout.split()
    return words[1] if len(words) > 1 else answer.stdout.strip()


def dictionary(language: str) -> str:
    """Return the file name of a Hunspell dictionary for a language, or nothing."""
    folders = [Path(folder) for folder in os.environ.get("DICPATH", "").split(os.pathsep) if folder]
    for folder in [*folders, *map(Path, _DICTIONARIES)]:
        if folder.is_dir():
            for found in sorted(folder.rglob(f"{language}[_-]*.dic")):
                if not found.name.startswith("hyph"):
                    return found.name
    return ""


def _screen() -> Tool:
    found = obstacle()
    if found is None:
        return Tool("Qt", _qt_version() + f" ({sys.platform})", needed=True)
    return Tool("Qt", "", needed=False, remedy=found.key, values=found.values)


def _qt_version() -> str:
    return _package_version("PySide6-Essentials")


def _package_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
