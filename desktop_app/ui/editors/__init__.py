"""One editor per kind of field; none changes a text while it is being typed."""
