"""From a question to the guides that answer it: words, stems, spelling, meaning, and what is shown."""
