"""Packages of papers that go out as a whole."""
