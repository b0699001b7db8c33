"""What a list lets through: its drop-downs, and those saved with a name."""
