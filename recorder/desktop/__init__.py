"""What is under the pointer, in the focus and on the screen, by name."""
