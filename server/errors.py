"""What can go wrong in the knowledge base, each with one sentence that says the mend."""


class ServerError(Exception):
    """The root of all errors that a person can meet; its text is shown as it is."""

    status = 500
    """The HTTP status that the web answers with; leaves say their own."""
