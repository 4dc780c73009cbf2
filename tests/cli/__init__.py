"""Tests of the terminal twin."""
