"""The XML of the selection, read-only."""
