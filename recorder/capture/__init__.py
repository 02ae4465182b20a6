"""One take: hands, eyes and a journal, and the session that brings them together."""
