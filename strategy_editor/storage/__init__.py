"""Between bytes and documents: reading, the canonical form, writing safely.

One formatter writes every file, so that two files differ only where their content does; opening
and saving an untouched canonical file changes no byte. Comments, processing instructions and
what belongs to other namespaces survive; white space between elements that hold no text does not
count and is laid out anew. DTDs are refused, nothing is fetched, sizes have limits.
"""
