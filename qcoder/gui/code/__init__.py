"""The Code workplace: one coder, one transcript, the codebook."""
