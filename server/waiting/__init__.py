"""What waits for a person: one file a source, which all say the same kind of thing."""
