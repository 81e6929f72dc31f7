"""Files read into domain values, with a list of what was wrong in them."""
