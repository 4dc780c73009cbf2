"""The Windows package: how it is built, and (marked `windows`) how it runs under wine."""
