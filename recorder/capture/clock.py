"""From the X server's clock to the one of this process. Pure."""

from dataclasses import dataclass

WRAP = 1 << 32
TRUSTED_MILLISECONDS = 5_000
EARLY_MILLISECONDS = 50
"""How far a server on this machine may seem to be ahead: by rounding, and as clocks tick."""


@dataclass(slots=True)
class ServerClock:
    """The clock of one X server; `known` once it has told this machine's own time.

    The server counts the milliseconds of this machine's monotonic clock in 32 bits. From then on it is
    believed however late its events are seen: a recorder that was stopped for a while finds them waiting, and
    their order and the time between them are still true. A server on another machine counts from elsewhere:
    then the time at which an event was seen is the best there is.
    """

    known: bool = False

    def seconds(self, stamped: int, now: float) -> float:
        """Return the monotonic time of an event that the server stamped, seen at `now`: never later."""
        here = round(now * 1000)
        late = (here - stamped) % WRAP
        if late > WRAP // 2:
            late -= WRAP
        early = late < -EARLY_MILLISECONDS
        self.known = self.known or (not early and late <= TRUSTED_MILLISECONDS)
        if early or not self.known:
            return now
        return min((here - late) / 1000, now)
