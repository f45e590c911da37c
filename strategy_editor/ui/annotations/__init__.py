"""Annotations at the side of the window: comments on elements and passages."""
