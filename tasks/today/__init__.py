"""What the 今日 page shows."""
