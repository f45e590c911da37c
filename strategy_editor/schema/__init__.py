"""What a strategy may contain, read from the XSD files in ``schemas/``.

The reader understands the constructs that our own schemas use and raises on any other, so that
nothing is silently overlooked; the ``xmlschema`` package would be complete, but costs a third of
a second to import.
"""
