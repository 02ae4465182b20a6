"""Processes: made, changed with log and undo, checked, and shown on their pages."""
