"""Letters, envelopes and deadline notes as files."""
