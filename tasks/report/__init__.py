"""The annual report from its numbers to its issued papers."""
