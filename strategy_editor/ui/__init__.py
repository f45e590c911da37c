"""The window: everything that imports PySide6.

Views send what the user wants up to one controller and show the newest document; they never talk
to each other. Sub-packages carry the names of what they show.
"""
