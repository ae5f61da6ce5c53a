"""Guidance as files: urgent signs, care after a loss, clocks of tests, next pregnancy. Rules and words are files."""
