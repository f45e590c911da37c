"""A strategy as it reads, from first to last line: what window, Word and HTML have in common.

``blocks`` lists what is printed as light entries; texts are resolved by ``Reader`` when a block
is drawn or written, so that a long document costs nothing until it is looked at.
"""
