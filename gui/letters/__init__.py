"""Letters on the screen: written, listed, printed, and the office's own templates."""
