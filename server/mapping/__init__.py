"""Processes drawn: a flow of stops becomes lines, stops and words with their places, without a browser."""
