"""The terminal twin of the window: the same services, for scripts and technicians."""
