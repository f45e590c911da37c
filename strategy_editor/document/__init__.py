"""What a strategy is in memory: immutable values that mirror the XML one to one.

A node is generic: what a goal *is* stands in the schema, not in Python classes, so that the
vocabulary can grow without code. Own elements carry their local name as tag, foreign ones their
name in Clark notation (``{namespace}name``).
"""
