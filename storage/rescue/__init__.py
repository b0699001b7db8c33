"""Copies, proofs and rescue: backing a file up, verifying it, and saving what reads of a damaged one."""
