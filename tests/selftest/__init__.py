"""The self-test, run as the updater runs it: as a process of its own, on a copy of the program."""
