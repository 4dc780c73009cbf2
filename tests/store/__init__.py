"""The store, through real encrypted books."""
