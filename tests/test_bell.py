"""A bell is heard by all who listen, whatever one of them does with what it heard."""

from server.bell import Bell


def test_one_listener_takes_nothing_from_another() -> None:
    bell = Bell()
    with bell.heard() as one, bell.heard() as other:
        bell.ring()
        one.clear()
        assert other.is_set()
        bell.ring()
        assert one.is_set()


def test_who_has_left_hears_nothing() -> None:
    bell = Bell()
    with bell.heard() as event:
        pass
    bell.ring()
    assert not event.is_set()
