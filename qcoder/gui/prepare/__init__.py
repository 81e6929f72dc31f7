"""Prepare: transcripts, coders and the codebook, before and while coding goes on."""
