"""The window, offscreen, with a real book."""
