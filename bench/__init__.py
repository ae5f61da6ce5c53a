"""Benchmarks: what is promised about speed and size, measured. Never a test: machines differ."""
