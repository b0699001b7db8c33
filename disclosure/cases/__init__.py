"""A request and what grows out of it: its steps, its clock, its fee, its outcome, reviews and suits."""
