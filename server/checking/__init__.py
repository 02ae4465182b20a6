"""What could still be better before readers see a guide: pure functions from a guide to remarks."""
