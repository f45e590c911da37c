"""Other forms of a strategy: as it reads, Word, HTML.

What stands in an export besides the authors' own words ("Horizont", "Tabelle") is document text:
it comes from the catalogue in the document's language, whatever language the window speaks.
"""
