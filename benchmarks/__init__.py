"""Measured against raw peers, side by side in one run."""
