"""The book: the only room that knows SQL."""
