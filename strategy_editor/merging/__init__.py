"""One document out of three or more, by identity and word by word, without losing a word.

Pure functions on documents: no files, no Qt, no questions to the user. Each returned revision is
laid out as a table (element, place, own parts), so that moves need no recursion; aspects that
only one of them changed are taken, those changed alike by several are taken once, and where they
differ there is a conflict: data with all sides, while the document holds ours and stays valid.
Choices are data too.
"""
