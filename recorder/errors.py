"""What can go wrong in the recorder, each with one sentence that says the mend."""


class RecorderError(Exception):
    """The root of all errors that a person can meet; its text is shown as it is."""


class GuideFileError(RecorderError):
    """A `.guide` file that cannot be written, or that nobody should trust."""
