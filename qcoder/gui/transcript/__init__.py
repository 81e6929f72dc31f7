"""The transcript on the screen: its words, the codings under them, names in the margin.

Knows the domain and Qt, nothing of storage or services. ``view`` is the widget, ``painted``
what it is given to paint; everything else is behind them. Positions that cross this border
are code points of the transcript's text, always.
"""
