"""Reminders that leave the pages: a calendar, a feed, and mail where a mail server is set up."""
