"""Finding and replacing in a whole strategy, and jumping to what one knows the name of.

Works on values: where text stands (``texts``), what is asked (``query``), what is found
(``find``), how it is replaced (``replace``), and which names fit a few letters (``names``).
"""
