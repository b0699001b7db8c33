"""The annual report as a file of each kind, read back and compared before it is handed over."""
