"""How modules are imported once Qt is there: without their source text being read."""

from __future__ import annotations

from importlib import import_module


def read_no_sources() -> None:
    """Spare each import the search of the module's source text for features of PySide.

    After every import statement PySide looks whether the module is new and, if so, reads its whole
    source (``shibokensupport.feature``), to know whether ``from __feature__ import snake_case``
    has a meaning there. Nothing here uses that, and it takes a tenth of the start. A PySide that
    goes about this in another way is left alone.
    """
    import_module("PySide6.QtCore")
    try:
        feature = import_module("shibokensupport.feature")
    except ImportError:
        return
    if hasattr(feature, "feature_imported"):
        feature.feature_imported = _leave  # type: ignore[attr-defined]


def _leave(_module: object) -> None:
    """Take a module as one that uses no features, which is what PySide does with unknown ones."""
