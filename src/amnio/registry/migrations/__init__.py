"""The tables as they grew; nothing is imported from here."""
