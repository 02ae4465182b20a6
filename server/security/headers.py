"""The headers on every answer: pages run nothing but ours, and no other site can frame or read them."""

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",  # blob: a picture chosen on a page, shown before it is sent
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

_UNUSED = (
    "accelerometer",
    "camera",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "payment",
    "usb",
)

HEADERS: tuple[tuple[bytes, bytes], ...] = tuple(
    (name.lower().encode("ascii"), value.encode("ascii"))
    for name, value in {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }.items()
)
_NAMES = frozenset(name for name, _ in HEADERS)


def with_headers(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return an answer's headers with ours over its own, and `private` unless it says how to cache."""
    kept = [(name, value) for name, value in given if name.lower() not in _NAMES]
    says_caching = any(name.lower() == b"cache-control" for name, _ in kept)
    return [*kept, *HEADERS, *([] if says_caching else [(b"cache-control", b"private, no-cache")])]
