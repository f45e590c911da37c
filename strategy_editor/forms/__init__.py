"""Which fields to show for an element, in which order: from the schema, arranged by hints.

The generator gives completeness, the hints in ``resources/forms/hints.json`` give taste. Nothing
here knows Qt.
"""
