"""What both halves of Handrail speak: the guide, its file, its geometry and its pictures."""
