"""From the X server's clock to the one of this process. Pure."""

WRAP = 1 << 32
TRUSTED_SECONDS = 5.0


def monotonic_seconds(server_milliseconds: int, now: float) -> float:
    """Return the monotonic time of an event that the X server stamped, seen at `now`.

    The server counts the milliseconds of this machine's monotonic clock in 32 bits. A server on another
    machine counts from elsewhere: then the time at which the event was seen is the best there is.
    """
    here = round(now * 1000)
    behind = (here - server_milliseconds) % WRAP
    if behind > WRAP // 2:
        behind -= WRAP
    return (here - behind) / 1000 if abs(behind) <= TRUSTED_SECONDS * 1000 else now
