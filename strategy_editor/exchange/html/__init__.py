"""A strategy as one self-contained HTML page, accessible, with the element ids as anchors."""
