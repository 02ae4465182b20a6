"""What every request passes through, each a pure ASGI application around the next."""
