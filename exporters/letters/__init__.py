"""Letters, envelopes and notes on dates as files."""
