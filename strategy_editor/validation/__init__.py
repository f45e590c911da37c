"""Is a strategy correct, and if not, where.

Two sources, one kind of result: the XSD through libxml2, and rules that XSD cannot express, small
functions grouped by topic in ``rules/``. A problem carries an address and values, no sentence;
sentences stand in the message catalogue under ``problem.<rule>``.
"""
