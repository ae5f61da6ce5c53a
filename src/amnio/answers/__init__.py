"""One module for each question, from a case to a frozen answer. Evidence, model and guidance meet in `assemble`."""
