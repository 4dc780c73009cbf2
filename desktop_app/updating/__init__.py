"""Updates from a stick: a signed package, tried before it is switched to, and the way back."""
