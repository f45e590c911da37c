"""LibreOffice as a second opinion: one process accepts and rejects the changes of many files.

A macro in a profile of its own does the work, so that nothing but LibreOffice is needed.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

_COMMANDS = {"accept": "AcceptAllTrackedChanges", "reject": "RejectAllTrackedChanges"}
_LIMIT = 300
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE library:libraries PUBLIC '
    '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">\n<library:libraries '
    'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" '
    'xlink:type="simple" library:link="false"/></library:libraries>'
)
_MODULES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE library:library PUBLIC '
    '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n<library:library '
    'xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Settle"/></library:library>'
)
_BASIC = """
Sub Main
  Dim number, names, text
  number = FreeFile
  Open "{listed}" For Input As #number
  While Not Eof(number)
    Line Input #number, text
    names = Split(text, "|")
    Settle names(0), names(1), names(2)
  Wend
  Close #number
End Sub

Sub Settle(source, target, command)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  Dim document, dispatcher
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  If command <> "" Then
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" & command, "", 0, none())
  End If
  document.storeToURL(target, filter())
  document.close(True)
End Sub
"""


def settled(documents: Mapping[str, bytes], folder: Path) -> dict[tuple[str, str], bytes]:
    """Each document with all changes accepted and rejected, by name and decision."""
    lines, targets = [], {}
    for name, content in documents.items():
        source = folder / f"{name}.docx"
        source.write_bytes(content)
        for decision, command in _COMMANDS.items():
            targets[name, decision] = target = folder / f"{name}.{decision}.docx"
            lines.append(f"{source.as_uri()}|{target.as_uri()}|{command}")
    listed = folder / "listed.txt"
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    profile = folder / "profile"
    # A first start fills the profile and would write over our macro.
    _run(profile, "--terminate_after_init")
    _write_macro(profile / "user" / "basic", _BASIC.format(listed=listed.as_uri()))
    _run(profile, "macro:///Standard.Settle.Main")
    return {key: target.read_bytes() for key, target in targets.items()}


def _run(profile: Path, order: str) -> None:
    call = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
            "--nologo", "--nodefault", order]  # fmt: skip
    subprocess.run(call, capture_output=True, timeout=_LIMIT, check=True)


def _write_macro(folder: Path, code: str) -> None:
    library = folder / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    folder.joinpath("script.xlc").write_text(_LIBRARY, encoding="utf-8")
    library.joinpath("script.xlb").write_text(_MODULES, encoding="utf-8")
    library.joinpath("Settle.xba").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE script:module PUBLIC '
        '"-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n<script:module '
        'xmlns:script="http://openoffice.org/2000/script" script:name="Settle" '
        f'script:language="StarBasic">{escape(code)}</script:module>',
        encoding="utf-8",
    )
