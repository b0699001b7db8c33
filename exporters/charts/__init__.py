"""Charts drawn once, for the window, for paper and for other programs."""
