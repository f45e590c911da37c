"""Unsaved work that survives the end of the program, whatever ended it.

Each open document that is edited has a folder of its own in the user's state directory: the file
as it was read (``base.xml``), a journal of what changed since (``journal``), and what it is about
(``about.json``). A record of the journal is written within about a second of a change, flushed to
the disk, and holds the smallest changed subtrees only; replaying all records on the base gives
the document. A journal cut off anywhere gives an earlier state, never a wrong one.
"""
