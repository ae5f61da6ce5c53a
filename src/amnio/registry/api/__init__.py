"""What another program of the unit may ask: the worklist, a record as a case, and the questions of amnio."""
