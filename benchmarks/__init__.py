"""Measured against raw peers, side by side in one run; ``__main__`` tells where a new budget goes."""
