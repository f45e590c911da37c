"""What became of the goals of the edition before, and where those of this edition come from.

Pure functions on documents. The file carries a roster of its predecessor's goals, so that one
file alone says whether each of them is accounted for; the predecessor's file makes it provable.
"""
