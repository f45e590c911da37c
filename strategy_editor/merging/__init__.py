"""One document out of three or more, by identity and word by word, without losing a word.

Pure functions on documents: no files, no Qt, no questions to the user. A conflict is data with
both sides; choices are data too.
"""
