"""Decisions that cannot wait: the only modal windows."""
