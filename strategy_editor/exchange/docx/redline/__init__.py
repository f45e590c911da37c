"""The new edition with native tracked changes against the old one, proved before it is given away.

Both editions are set as Word documents by the ordinary export and then merged: bookmarks and
places tell which paragraphs, tables, rows and notes belong together, so that whatever the export
prints is covered, contents and generated annexes included. The markup of the new edition stays as
it is, and what was different before is said beside it in Word's own way (ECMA-376, part 1,
17.13.5).

Not tracked, because Word would note a change of format at every second paragraph, are a
paragraph's distances, keeping together and page breaks, which follow from the text around them:
these are the new edition's in both directions. So is what Word cannot track:
pages that turn behind a paragraph that stayed, and the one paragraph of two moved ones that a
bookmark, and with it a cross reference, leads to.

LibreOffice 7.4 mixes up the footnotes of any Word file in which a comment stands between the first
footnote and the second; the file is right, and Word shows it so.
"""
