"""The declared registers, held against the paper's fields and rules."""
