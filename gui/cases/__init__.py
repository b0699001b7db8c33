"""The cards and dialogs of requests, reviews, suits, releases and duties."""
