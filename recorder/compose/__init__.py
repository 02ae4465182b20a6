"""From facts to prose: the only way from a recording to a guide."""
