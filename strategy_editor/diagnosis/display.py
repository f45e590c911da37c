"""Whether a window can be opened here, asked before Qt is: Qt would abort the program.

Qt needs a display server that answers and a platform plugin whose libraries are present. Both are
looked at with the system's own loader; nothing of Qt is imported.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGES = (
    "libgl1 libegl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 "
    "libxcb-xinerama0 libxcb-xkb1"
)
REMEDY = f"sudo apt install {PACKAGES}"
_SCREENLESS = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs", "minimalegl"})


@dataclass(frozen=True)
class Obstacle:
    """Why no window can be opened: a message key with values."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def obstacle(environment: Mapping[str, str] = os.environ) -> Obstacle | None:
    """Return what keeps a window from opening, or None."""
    folder = _qt_folder()
    if folder is None:
        return Obstacle("window.no-qt")
    missing = missing_library(folder / "Qt" / "lib")
    if missing:
        return Obstacle("window.library-missing", (("library", missing), ("remedy", REMEDY)))
    if not sys.platform.startswith("linux"):
        return None
    return _linux_obstacle(folder / "Qt" / "plugins" / "platforms", environment)


def missing_library(folder: Path) -> str:
    """Return the first system library that Qt's own libraries miss, or nothing."""
    if not sys.platform.startswith("linux"):
        return ""
    for name in ("libQt6Core.so.6", "libQt6DBus.so.6", "libQt6Gui.so.6", "libQt6Widgets.so.6"):
        missing = _load(folder / name)
        if missing:
            return missing
    return ""


def plugin_names(environment: Mapping[str, str]) -> list[str]:
    """Return the platform plugins that Qt would try here, in its order."""
    wished = environment.get("QT_QPA_PLATFORM", "")
    if wished:
        return [name.split(":")[0] for name in wished.split(";") if name]
    names = []
    if environment.get("WAYLAND_DISPLAY") and environment.get("XDG_SESSION_TYPE") == "wayland":
        names.append("wayland")
    if environment.get("DISPLAY"):
        names.append("xcb")
    return names


def _linux_obstacle(plugins: Path, environment: Mapping[str, str]) -> Obstacle | None:
    names = plugin_names(environment)
    if not names:
        return Obstacle("window.no-screen")
    found: Obstacle | None = None
    for name in names:
        found = _plugin_obstacle(plugins, name, environment)
        if found is None:
            return None
    return found


def _plugin_obstacle(plugins: Path, name: str, environment: Mapping[str, str]) -> Obstacle | None:
    library = plugins / f"libq{name}.so"
    if name == "wayland" and not library.exists():
        library = plugins / "libqwayland-generic.so"
    if not library.exists():
        return Obstacle("window.no-plugin", (("plugin", name),))
    missing = _load(library)
    if missing:
        return Obstacle("window.library-missing", (("library", missing), ("remedy", REMEDY)))
    if name in _SCREENLESS or _answers(name, environment):
        return None
    shown = environment.get("DISPLAY" if name == "xcb" else "WAYLAND_DISPLAY", "")
    return Obstacle("window.no-answer", (("display", shown),))


def _answers(name: str, environment: Mapping[str, str]) -> bool:
    """Whether the display server of a plugin accepts a connection."""
    if name == "wayland":
        display = environment.get("WAYLAND_DISPLAY", "")
        return (Path(environment.get("XDG_RUNTIME_DIR", "/")) / display).exists()
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    for function in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        function.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(environment.get("DISPLAY", "").encode(), None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _qt_folder() -> Path | None:
    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0])


def _load(library: Path) -> str:
    """Try to load a library; return the name of the one that is missing, or nothing."""
    if not library.exists():
        return library.name
    try:
        ctypes.CDLL(str(library))
    except OSError as error:
        return str(error).partition(":")[0] or library.name
    return ""
