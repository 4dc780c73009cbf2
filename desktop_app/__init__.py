"""Sổ ANTT: the registers of a commune or ward police post, on one offline PC."""
