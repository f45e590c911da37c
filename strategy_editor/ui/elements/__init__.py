"""The verbs of the structure as a user reaches them: menu, keys, clipboard, questions."""
