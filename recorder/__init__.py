"""The half of Handrail that turns doing a task into a guide."""

__version__ = "0.1.0"
