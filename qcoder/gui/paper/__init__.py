"""Pages for a printer or a PDF file, from wherever in the window they come."""
