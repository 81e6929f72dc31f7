"""What a pair stands by when nothing is open, and what an auditor says of it."""
