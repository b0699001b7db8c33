"""What a written file shows, read from the file itself and held against what it must show before it is handed over."""
