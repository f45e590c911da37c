"""Stress editions: strategies of any size from a seed, and what was done to them.

Made with the program's own formatter, but knowing nothing of its comparison and merging: these
are measured against the truth that is written here.
"""
