"""The frozen export for studies: one row a pregnancy, no name, no date, the same bytes for the same records."""
