"""How a bureau says a number: pure functions from figures to phrases. No files, no Jinja.

`words.WORDS` is the table of everything that can be said of a figure, and its documentation.
"""
