"""Pictures from elsewhere are looked through before anything decodes them."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_editor.workspace.pictures import (
    MOST_BYTES,
    PictureInfo,
    PictureRefused,
    inspect,
    keep_picture,
    picture_path,
    print_size,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 2, height: int = 1, *, dots: int = 0) -> bytes:
    rows = b"".join(b"\0" + b"\x80\0\0" * width for _ in range(height))
    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))]
    if dots:
        parts.append(chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)))
    parts += [chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg_head(width: int, height: int) -> bytes:
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\1" + struct.pack(">HH", 300, 300)
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + jfif + b"\0\0" + frame + b"\xff\xd9"


def reason(data: bytes) -> str:
    with pytest.raises(PictureRefused) as refused:
        inspect(data)
    return refused.value.key


def test_size_and_resolution_are_read_without_decoding():
    assert inspect(png(30, 20)) == PictureInfo("png", 30, 20)
    info = inspect(png(30, 20, dots=11811))
    assert round(info.dpi) == 300
    assert inspect(jpeg_head(640, 480)) == PictureInfo("jpeg", 640, 480, 300.0)


@given(st.integers(0, len(png()) - 1))
def test_a_png_cut_anywhere_is_damaged_or_unknown(length):
    data = png()[:length]
    if len(data) < len(b"\x89PNG\r\n\x1a\n"):
        assert not data or inspect(data).kind == "other"
    else:
        assert reason(data) == "error.picture-damaged"


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"<svg"]))
def test_rubbish_is_refused_in_a_sentence_or_left_to_the_decoder(data, start):
    with suppress(PictureRefused):
        info = inspect(start + data)
        assert info.kind in ("other", "png", "jpeg", "svg")


def test_huge_pictures_are_refused_before_they_are_decoded():
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(
        b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    )
    assert reason(bomb + chunk(b"IEND", b"")) == "error.picture-too-many-pixels"
    assert reason(jpeg_head(60_000, 60_000)) == "error.picture-too-many-pixels"
    assert reason(b"\0" * (MOST_BYTES + 1)) == "error.picture-too-large"


@pytest.mark.parametrize(
    ("inner", "key"),
    [
        ("<script>alert(1)</script>", "error.picture-active"),
        ('<rect onload="x()"/>', "error.picture-active"),
        ("<foreignObject/>", "error.picture-active"),
        ('<a href="javascript:x()"/>', "error.picture-active"),
        ('<image href="https://example.org/a.png"/>', "error.picture-external"),
        ('<image xlink:href="../a.png"/>', "error.picture-external"),
        ('<use href="other.svg#a"/>', "error.picture-external"),
        ("<rect style=\"fill: url( 'https://example.org/x')\"/>", "error.picture-external"),
        ("<style>@import 'x.css';</style>", "error.picture-external"),
    ],
)
def test_a_vector_picture_runs_nothing_and_reaches_nowhere(inner, key):
    assert reason(SVG.format(inner).encode()) == key


def test_a_vector_picture_with_entities_is_refused():
    bomb = '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")
    assert reason(bomb.encode()) == "error.picture-active"


def test_harmless_vector_pictures_are_taken():
    inner = '<defs><g id="a"/></defs><use href="#a"/><rect style="fill:url(#a)"/><title>x</title>'
    assert inspect(SVG.format(inner).encode()).kind == "svg"


def test_other_xml_is_no_picture():
    assert reason(b"<html><body/></html>") == "error.picture-unknown"


def test_pictures_are_named_by_content_and_kept_once(tmp_path):
    folder = tmp_path / "x.media"
    name = keep_picture(folder, png(), "png")
    stamp = (folder / name).stat().st_mtime_ns
    assert keep_picture(folder, png(), "png") == name
    assert (folder / name).stat().st_mtime_ns == stamp
    assert (folder / name).read_bytes() == png()
    assert keep_picture(folder, png(3), "png") != name


@pytest.mark.parametrize("name", ["", "../x.png", "a/b.png", "..\\x.png", "fehlt.png"])
def test_names_that_lead_out_of_the_folder_are_not_followed(tmp_path, name):
    (tmp_path / "x.png").write_bytes(png())
    (tmp_path / "m").mkdir()
    assert picture_path(tmp_path / "m", name) is None


@given(st.integers(1, 5000), st.integers(1, 5000), st.floats(0, 100))
def test_print_size_keeps_proportions_and_fits_the_page(width, height, share):
    size = print_size(PictureInfo("png", width, height), share)
    assert size.width <= 16.51
    assert size.height == pytest.approx(size.width * height / width)


def test_few_pixels_are_blurred():
    assert print_size(PictureInfo("png", 600, 400), 100).is_blurred
    assert not print_size(PictureInfo("png", 1200, 400), 100).is_blurred
