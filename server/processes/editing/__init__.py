"""Process to process: one small function an edit, pure, each with the way back."""
