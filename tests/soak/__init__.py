"""Long loops, run by themselves."""
