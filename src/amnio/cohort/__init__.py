"""Populations on an engine: what a table of pregnancies is, how a study population is defined, checked and counted.

`definition` says what is asked, `sql` writes it as one text, `engines` run that text; `engines.in_memory` says the same
in plain Python, one pregnancy at a time, and is the definition. Nothing here estimates anything.
"""
