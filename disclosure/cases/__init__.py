"""A request and everything that follows from it: steps, deadlines, fee, outcome, reviews and suits."""
