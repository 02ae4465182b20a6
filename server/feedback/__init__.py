"""What readers and editors say of a guide: reports, comments, wordings, and what becomes of them."""
