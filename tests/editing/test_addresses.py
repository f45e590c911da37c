"""Addresses of links."""

from __future__ import annotations

import pytest

from strategy_editor.editing.addresses import completed_address, is_address, pasted_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.sachsen.de/a?b=c#d", "https://www.sachsen.de/a?b=c#d"),
        (" www.sachsen.de ", "https://www.sachsen.de"),
        ("egovernment.sachsen.de/ziele", "https://egovernment.sachsen.de/ziele"),
        ("poststelle@smi.sachsen.de", "mailto:poststelle@smi.sachsen.de"),
        ("mailto:a@b.de?subject=x", "mailto:a@b.de?subject=x"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("https://a.de/ein Ort", "https://a.de/ein%20Ort"),
        ("https://münchen.de/straße", "https://münchen.de/straße"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("ftp://a.de", ""),
        ("keine Adresse", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_what_is_meant(text, address):
    assert completed_address(text) == address
    assert not address or is_address(address)


def test_only_whole_addresses_are_taken_from_the_clipboard():
    assert pasted_address("https://a.de/x\n") == "https://a.de/x"
    assert pasted_address("siehe https://a.de/x") == ""
    assert pasted_address("a.de") == ""
