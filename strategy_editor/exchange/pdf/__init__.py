"""A strategy as tagged PDF (PDF/UA-1 and PDF/A-2a) through Typst, without any office suite.

The text is written as Typst code around ``resources/pdf/strategy.typ``, which holds the look.
Typst refuses to write a PDF that lacks a title or the text that stands for a picture.
"""
