"""Two layers of codings of one transcript, compared."""
