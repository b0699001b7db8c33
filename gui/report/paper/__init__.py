"""The report on its paper: what prints is what is typed in."""
