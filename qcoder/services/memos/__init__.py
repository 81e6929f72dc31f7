"""What coders write down about a piece of work."""
