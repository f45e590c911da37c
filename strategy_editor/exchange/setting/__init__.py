"""A strategy set for pages that are not Word's: pieces in order, for HTML and PDF alike.

A piece says what it is (a heading, a list, a table), never how it looks. Running text keeps its
marks, links and footnotes; numbers and generated tables are filled in. Word has a writer of its
own, because there every paragraph is bound to styles, bookmarks and fields.
"""
