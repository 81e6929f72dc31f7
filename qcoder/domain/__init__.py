"""The rules of qualitative coding; standard library only."""
