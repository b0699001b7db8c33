"""The annual report as a file in each format, read back and compared before it is released."""
