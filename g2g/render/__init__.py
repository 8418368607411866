"""Views as text: for a terminal, for paper and pipes, for a Markdown page, for other programs.

Import the form that is wanted, and only that: rich, csv and json are dear to load.
"""
