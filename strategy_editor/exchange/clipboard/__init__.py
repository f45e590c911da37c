"""Elements on the clipboard for other programs, and what other programs put there.

HTML is read without network and within limits; what has no place in a strategy is counted.
"""
