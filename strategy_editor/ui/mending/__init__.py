"""What the window does about findings: quick fixes, muting, stepping from one to the next."""
