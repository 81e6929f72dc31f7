"""Report: coded passages found again, counted and exported."""
