"""Dialogs that ask more than yes or no: where to, and what becomes of references."""
