"""What readers are told of two versions: the steps that changed, by what they say now."""

from recorder.document.guide import Guide, Step
from server.changed import Changed, StepChanged, changed_between
from tests.example_guide import example

GUIDE, _ = example(pictured=False)


def with_steps(*steps: Step) -> Guide:
    return GUIDE.model_copy(update={"steps": steps})


def test_equal_versions_have_nothing_changed() -> None:
    assert changed_between(GUIDE, GUIDE) == Changed()


def test_steps_are_named_as_they_are_now_and_gone_ones_only_counted() -> None:
    s1, s2, _s3, s4, s5 = GUIDE.steps
    reworded = s4.model_copy(update={"caption": "Click **Refund**"})
    extra = Step(id="extra", kind="action", caption="Call the **customer**")
    found = changed_between(GUIDE, with_steps(extra, s1, s2, reworded, s5))
    assert found == Changed(
        (
            StepChanged("extra", "1", "Call the customer", is_new=True),
            StepChanged("s4", "4", "Click Refund", is_new=False),
        ),
        gone=1,
    )


def test_what_readers_do_not_see_is_no_change() -> None:
    first = GUIDE.steps[0]
    values = tuple(value.model_copy(update={"text": "Order 4712"}) for value in first.values)
    hidden = with_steps(first.model_copy(update={"values": values}), *GUIDE.steps[1:])
    assert hidden != GUIDE
    assert changed_between(GUIDE, hidden) == Changed()


def test_a_new_title_or_scope_is_told() -> None:
    assert changed_between(GUIDE, GUIDE.model_copy(update={"covers": "Everything"})) == Changed(about=True)
