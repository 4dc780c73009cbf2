"""Files that leave the book for other programs."""
