"""One file a command: it reads its words, calls one function and prints what that gave."""
