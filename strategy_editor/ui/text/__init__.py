"""The reading view: the whole strategy as it will read, painted without a text document of Qt.

Only what is seen is laid out; everything else has an estimated height that is corrected when it
comes into view, without the visible text jumping. The way of a block to the screen: ``flow``
lists it, ``compose`` says what it shows as plain values, ``layout`` places these as lines and
shapes, ``sheet`` keeps the newest of them, ``scroll`` knows which part is seen and ``view`` is
the widget. What a block shows is composed anew for each revision and compared, so that a printed
number, a reference or a footnote that changed elsewhere can never stay behind.
"""
