"""Updates from a stick: made-up versions, real books, real kills."""
