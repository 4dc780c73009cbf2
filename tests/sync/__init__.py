"""Tests of the room that knows of other PCs."""
