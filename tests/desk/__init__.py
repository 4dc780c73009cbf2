"""The desk, through real encrypted books."""
