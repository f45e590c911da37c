"""Comparisons as people read them: text for a terminal, one self-contained HTML page."""
