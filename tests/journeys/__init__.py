"""Whole jobs through the real window: type, save, find, correct, look back, print."""
