"""What a result means: when it is chosen, what it counts for, and how it can be contested."""
