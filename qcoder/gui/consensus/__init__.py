"""Reconcile: every difference of a sealed pair, and what the pair decides on it.

``room`` is the workplace. ``RoomState`` holds the room as it is and says what changed;
queue, card and transcript show it and never call each other.
"""
