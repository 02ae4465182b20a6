"""The half of Handrail that keeps, shows and edits guides."""
