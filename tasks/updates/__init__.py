"""Newer packages of the program that come on a stick: which are ours, what changes, how they are installed."""
