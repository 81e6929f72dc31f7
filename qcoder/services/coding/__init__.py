"""What coders do to words in layers of their own: codings, highlights, stories."""
