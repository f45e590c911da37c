"""Each way in which a file is no strategy has its own sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from strategy_editor.errors import CannotRead, NewerVersion, NotWellFormed
from strategy_editor.i18n import LANGUAGES
from strategy_editor.paths import shipped
from strategy_editor.schema.catalog import NAMESPACE
from strategy_editor.storage.reading import SIZE_LIMIT, read, read_tree
from strategy_editor.workspace.wording import error_text

HEAD = f'<strategy xmlns="{NAMESPACE}" id="s">'.encode()


def refusal(tmp_path: Path, data: bytes) -> CannotRead:
    path = tmp_path / "bad.xml"
    path.write_bytes(data)
    return refused(path)


def refused(path: Path) -> CannotRead:
    with pytest.raises(CannotRead) as caught:
        read(path)
    with pytest.raises(CannotRead) as again:
        read_tree(path)
    assert again.value.key == caught.value.key
    for language in LANGUAGES:
        sentence = error_text(caught.value, language)
        assert "\n" not in sentence
        assert path.name[:100] in sentence
    return caught.value


REASONS = {
    "tag-mismatch": HEAD + b"<goal></strategy>",
    "truncated": HEAD + b"<goal>",
    "content-after-end": HEAD + b"</strategy><more/>",
    "empty": b"This is a letter.",
    "invalid-character": HEAD + b"<goal>\x01</goal></strategy>",
    "wrong-encoding": HEAD + b"<goal>Ma\xdfnahme</goal></strategy>",
    "unknown-encoding": b'<?xml version="1.0" encoding="klingon"?>' + HEAD + b"</strategy>",
    "undeclared-entity": HEAD + b"&nbsp;</strategy>",
    "attribute-twice": HEAD + b'<goal id="a" id="b"/></strategy>',
    "less-than": HEAD + b"a < b</strategy>",
    "attribute-quotes": HEAD + b"<goal id=a/></strategy>",
    "ampersand": HEAD + b"a &amp b</strategy>",
    "undeclared-prefix": HEAD + b"<x:goal/></strategy>",
    "declaration-not-first": b'\n<?xml version="1.0"?>' + HEAD + b"</strategy>",
}


@pytest.mark.parametrize(("reason", "data"), REASONS.items(), ids=REASONS)
def test_what_is_not_well_formed_says_why(tmp_path, reason, data):
    error = refusal(tmp_path, data)
    assert isinstance(error, NotWellFormed)
    assert error.values["reason_key"] == reason


def test_the_place_of_a_fault_is_counted_from_one(tmp_path):
    error = refusal(tmp_path, HEAD + b"\n\n  <goal>a & b</goal>\n</strategy>")
    assert isinstance(error, NotWellFormed)
    assert error.line == 3
    assert 10 <= error.column <= 13


OTHERS = {
    "error.empty": b"",
    "error.is-office-file": b"PK\x03\x04 and more",
    "error.is-pdf": b"%PDF-1.7",
    "error.not-a-strategy": b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
    "error.no-namespace": b"<strategy/>",
    "error.not-whole": f'<goal xmlns="{NAMESPACE}"/>'.encode(),
    "error.newer-version": b'<strategy xmlns="urn:strategy-editor:strategy:7"/>',
    "error.doctype": b"<!DOCTYPE strategy>" + HEAD + b"</strategy>",
    "error.beyond-limits": HEAD + b"<goal>" * 300 + b"</goal>" * 300 + b"</strategy>",
}


@pytest.mark.parametrize(("key", "data"), OTHERS.items(), ids=OTHERS)
def test_other_files_are_called_what_they_are(tmp_path, key, data):
    assert refusal(tmp_path, data).key == key


@pytest.mark.parametrize("blank", [b" ", b"\n", b"\0", b"\xef\xbb\xbf"])
def test_a_file_of_blanks_is_empty(tmp_path, blank):
    assert refusal(tmp_path, blank * 9000).key == "error.empty"


def test_long_text_is_beyond_the_limits(tmp_path):
    data = HEAD + b"<title>" + b"x" * 12_000_000 + b"</title></strategy>"
    assert refusal(tmp_path, data).key == "error.beyond-limits"


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 20) for n in range(1, 12))
    + b"]>"
    + HEAD
    + b"&a11;</strategy>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_entity_bomb_is_not_set_off(tmp_path, encoding):
    data = BOMB.decode().replace("?>", f' encoding="{encoding}"?>', 1).encode(encoding)
    assert refusal(tmp_path, data).key in ("error.doctype", "error.beyond-limits")
    assert refusal(tmp_path, BOMB).key == "error.doctype"


DOCTYPES = {
    "entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "{url}">]>',
    "external DTD": '<!DOCTYPE a SYSTEM "{url}">',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % p SYSTEM "{url}"> %p;]>',
    "public": '<!DOCTYPE a PUBLIC "-//x//y" "{url}">',
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
def test_nothing_outside_is_opened(tmp_path, monkeypatch, doctype):
    secret = tmp_path / "secret.dtd"
    secret.write_text("<!ENTITY x 'top secret'>")
    opened: list[str] = []
    monkeypatch.setattr("socket.socket.connect", lambda *args: opened.append(str(args)))
    monkeypatch.setattr("socket.getaddrinfo", lambda *args: opened.append(str(args)))
    before = secret.stat().st_atime_ns
    os.utime(secret, ns=(0, secret.stat().st_mtime_ns))
    for url in (secret.as_uri(), "http://localhost:9/x.dtd"):
        data = doctype.format(url=url).encode() + HEAD + b"&x;</strategy>"
        error = refusal(tmp_path, data)
        assert error.key == "error.doctype"
        assert "secret'" not in str(error)
    assert opened == []
    assert secret.stat().st_atime_ns in (0, before)


def test_the_letters_of_a_doctype_in_a_text_are_a_text(tmp_path):
    error = refusal(tmp_path, HEAD + b"<!-- <!DOCTYPE --> a < b</strategy>")
    assert error.key == "error.not-well-formed"
    path = tmp_path / "good.xml"
    path.write_bytes(HEAD + b"<!-- <!DOCTYPE a> --></strategy>")
    assert read(path).document.root.tag == "strategy"


def test_an_enormous_file_is_not_even_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.xml"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    assert refused(path).key == "error.too-large"
    assert SIZE_LIMIT < 2 * 1024**3


def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe.xml"
    os.mkfifo(pipe)
    assert refused(pipe).key == "error.not-a-file"
    assert refused(tmp_path).key == "error.is-directory"


def test_a_path_that_leads_nowhere_gets_a_sentence(tmp_path):
    assert refused(tmp_path / "missing.xml").key == "error.not-found"
    assert refused(tmp_path / ("x" * 300)).key == "error.cannot-read"
    file = tmp_path / "file"
    file.touch()
    assert refused(file / "below.xml").key == "error.not-found"
    loop = tmp_path / "loop.xml"
    loop.symlink_to(loop)
    assert refused(loop).key == "error.cannot-read"


def test_a_file_that_may_not_be_read_gets_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "mine.xml"
    path.touch()

    def forbidden(_self):
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    assert refused(path).key == "error.no-permission"


VERSIONS = {
    "1.2": True, "2.0": True, "1.1": False, "1.0": False, "0.9": False, "x": False, "1.10": True,
}  # fmt: skip


@pytest.mark.parametrize(("version", "newer"), VERSIONS.items())
def test_a_later_version_is_opened_only_where_that_is_wanted(tmp_path, version, newer):
    path = tmp_path / "later.xml"
    path.write_text(f'<strategy xmlns="{NAMESPACE}" id="s" version="{version}"/>')
    opened = read(path, accept_newer=True)
    assert opened.newer_version == (version if newer else "")
    if newer:
        with pytest.raises(NewerVersion):
            read(path)
        with pytest.raises(NewerVersion):
            read_tree(path)


def test_reading_leaves_garbage_collection_as_it_was(tmp_path):
    import gc

    path = tmp_path / "a.xml"
    path.write_bytes(HEAD + b"</strategy>")
    for wanted in (False, True):
        (gc.enable if wanted else gc.disable)()
        read(path)
        assert gc.isenabled() is wanted


def test_the_deepest_nesting_that_can_be_read_can_be_worked_with(tmp_path):
    path = tmp_path / "deep.xml"
    path.write_bytes(HEAD + b"<goal>" * 250 + b"</goal>" * 250 + b"</strategy>")
    one, other = read(path).document, read(path).document
    assert one == other
    assert hash(one.root) == hash(other.root)
    assert one.root.text == ""


@pytest.mark.parametrize(
    "end", ["<", "<pa", "<paragraph", "<paragraph ", "<paragraph id", '<paragraph id="', "</par"]
)
def test_a_file_cut_off_inside_a_tag_is_said_to_be_cut_off(tmp_path, end):
    path = tmp_path / "cut.xml"
    whole = (shipped("samples") / "landkreis-2030.xml").read_text(encoding="utf-8")
    path.write_text(whole[: whole.index("<section")] + end, encoding="utf-8")
    with pytest.raises(NotWellFormed) as raised:
        read(path)
    assert raised.value.values["reason_key"] == "truncated"
