"""Reports that are read in the window and written to files alike."""
