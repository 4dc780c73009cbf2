"""The terminal twin of the window: the same services, for scripts and technicians."""

from desktop_app.cli.arguments import asks_terminal
from desktop_app.cli.terminal import main

__all__ = ["asks_terminal", "main"]
