"""Recording from the page: what the server knows of a take that another program records on this machine."""
