"""A sample task, done by scripted hands in a real program on a virtual display."""
