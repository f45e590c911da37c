"""Tracked changes of Word: what they are, settling all of them, and faults that validators miss.

Nothing here knows strategies; what is read may come from any program that writes Word documents.
"""
