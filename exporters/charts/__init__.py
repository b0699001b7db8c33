"""Drawing charts, for the window, for paper and for other programs."""
