"""What the web answers: one file a noun; a route loads, checks, calls and answers."""
