"""Pieces that several places of the window are made of; they know no project."""
