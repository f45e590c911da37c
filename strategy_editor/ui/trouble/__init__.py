"""Files that cannot be read: shown as text at the fault, mended, read again."""
