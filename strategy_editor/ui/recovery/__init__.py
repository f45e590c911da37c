"""What keeps unsaved work while it is done, and offers it after a crash."""
