"""Merging in the window: which files, the run that can be stopped, and the view of conflicts."""
