"""Books of released programs, kept for good: every later program opens them.

``python -m tests.golden.making tests/golden/book-VERSION`` makes the next one at a release; those
that are here are never made anew.
"""
