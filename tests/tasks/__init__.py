"""Ten tasks in real programs, done by a scripted person, and the captions that a careful author would write.

The expectations (`*.toml`) were written before the recorder saw the tasks, by someone who looked at the
programs alone.
"""
