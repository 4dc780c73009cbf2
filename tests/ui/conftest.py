"""The windows of the tests."""

from tests.windows import busy_desk, filled, no_window_left, robot, show, window

__all__ = ["busy_desk", "filled", "no_window_left", "robot", "show", "window"]
