"""Qualitative coding of focus-group transcripts, in pairs, towards consensus."""

__version__ = "0.1.0"
