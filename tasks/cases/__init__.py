"""Work on requests, reviews, suits and duties."""
