"""Where the knowledge base keeps what it knows: one file a noun, functions that take a connection."""
