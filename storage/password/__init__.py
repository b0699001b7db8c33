"""The password of a file: the envelope of its key, giving it, and taking sealed values from one seal to another."""
