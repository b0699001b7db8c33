"""A release on its way to the public, its index number, and the duties it fulfils."""
