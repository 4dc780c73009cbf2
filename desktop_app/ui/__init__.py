"""The window: everything an officer sees. The only room that knows Qt."""
