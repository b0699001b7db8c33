"""Benchmarks against plain equivalents, interleaved in one run; ``__main__`` says where to add a new budget."""
