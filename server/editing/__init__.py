"""Changes to a guide: pure functions from a guide to a guide, one small one an edit."""
