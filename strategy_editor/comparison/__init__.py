"""What differs between two revisions or editions, completely and each thing once.

Identity decides what belongs together. A result is plain data in the shape
``strategy-comparison/1`` (see ``changes``); applied to the old document it gives the new one.
Rendering is for ``exchange`` and ``ui``.
"""
