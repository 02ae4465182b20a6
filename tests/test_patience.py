"""A process that missed several look-ups is not waited for, for a while."""

from recorder.desktop.patience import AGAIN_SECONDS, MOST_MISSES, Patience


def spent_at(now: float, *, misses: int, answered: bool = False) -> bool:
    patience = Patience()
    for _ in range(misses):
        patience.missed(7, 100.0)
    if answered:
        patience.answered(7)
    return patience.spent(7, now)


def test_patience_ends_after_several_misses_in_a_row() -> None:
    assert not spent_at(100.1, misses=MOST_MISSES - 1)
    assert spent_at(100.1, misses=MOST_MISSES)
    assert not spent_at(100.1, misses=MOST_MISSES, answered=True)


def test_it_comes_back_after_a_while() -> None:
    assert not spent_at(100.0 + AGAIN_SECONDS, misses=MOST_MISSES)


def test_other_processes_are_waited_for() -> None:
    patience = Patience()
    for _ in range(MOST_MISSES):
        patience.missed(7, 100.0)
    assert not patience.spent(8, 100.1)
