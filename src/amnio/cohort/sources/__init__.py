"""Where tables come from: files and folders of files, and a table of PostgreSQL, read into files by batches."""
