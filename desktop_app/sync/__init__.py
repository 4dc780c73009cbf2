"""The only room that knows of other PCs: devices, what lies on the stick, give and take."""
