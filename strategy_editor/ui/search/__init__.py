"""Find and replace at the side of the window, and the quick jump over it."""
