"""The workplace: preferences, keyboard, the manual and the tour."""
