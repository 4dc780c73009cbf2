"""Sổ ANTT: the registers of a commune or ward police post, on one offline PC."""

__version__ = "1.0.0"
