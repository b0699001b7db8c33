"""Ledgers as papers: what an inspector reads of each register."""
