"""The field for running text: mixed content of the vocabulary, edited as a reader sees it.

Inline elements that enclose text are a property of the characters they enclose: the whole stack
of enclosing elements, each with a number of its own. What cannot be edited as text is an object
in the text that carries its node unchanged. So what was not edited comes back as it was. The
field has no undo of its own; each change leaves as a whole new content, and undo is the session's.
"""
