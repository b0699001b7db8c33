"""Letters from draft to file."""
