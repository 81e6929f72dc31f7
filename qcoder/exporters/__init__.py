"""Values and tables written to files."""
