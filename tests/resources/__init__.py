"""Tests of what the program ships and tells about itself."""
