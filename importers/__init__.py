"""What comes in: ledgers and published reports."""
