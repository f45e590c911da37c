"""A strategy as a Word document that ministries and cabinet work with.

python-docx opens our own template, keeps parts and pictures and writes the package; the body is
written as elements directly, because its paragraph calls take milliseconds each in a long
document. What Word calls a story (body, footnotes) is ``Story`` here.
"""
