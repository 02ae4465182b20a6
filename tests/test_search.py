"""Words lead to the guide that holds them, best first, with the step and the words marked."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from server.base import KnowledgeBase
from server.importing import take_in
from server.model import Found
from server.noting import note_waiting
from server.searching.entry import Line
from server.searching.excerpts import LONGEST, Sought, best_excerpt
from server.searching.finding import find as find_in
from server.searching.stems import light_words, stop_words
from server.searching.words import tokens
from server.storage import people, search, search_tables, tables
from server.storage.matching import Filters
from tests.sample_guides import pack, sample_guide


@pytest.fixture
def filled(base: KnowledgeBase) -> KnowledgeBase:
    keep(base, "refund", ["Open the **Orders** tab", "Click **Issue refund**"], title="Pay a customer back")
    keep(
        base,
        "close",
        ["Click **Close account**", "Type `DELETE` to confirm"],
        title="Close an account",
        stage="Accounts",
    )
    keep(base, "refunds", ["Look at the list"], title="Refunds", stage="Returns")
    return base


def keep(base: KnowledgeBase, guide_id: str, captions: list[str], **more: Any) -> None:
    with base.database.writing() as connection:
        person = people.machine_user(connection)
    guide, images = sample_guide(guide_id, captions, **more)
    steps = tuple(step.model_copy(update={"target": None}) for step in guide.steps)  # captions say it all
    file = BytesIO(pack(guide.model_copy(update={"steps": steps}), images))
    assert take_in(base, file, person).outcome == "new"


def find(base: KnowledgeBase, question: str) -> tuple[Found, ...]:
    with base.database.reading() as connection:
        return find_in(connection, question).found


def marked(found: Found) -> list[str]:
    return [found.snippet[start:stop] for start, stop in found.marks]


def test_a_word_of_a_caption_finds_its_step(filled: KnowledgeBase) -> None:
    (found,) = find(filled, "issue")
    assert (found.guide.id, found.step, found.snippet) == ("refund", "s2", "Click Issue refund")
    assert marked(found) == ["Issue"]


def test_a_title_weighs_more_than_a_caption(filled: KnowledgeBase) -> None:
    assert [found.guide.id for found in find(filled, "refund")][:2] == ["refunds", "refund"]


def test_other_forms_of_a_word_are_found_and_marked(filled: KnowledgeBase) -> None:
    assert marked(find(filled, "closing accounts")[0]) == ["Close", "account"]


def test_the_last_word_may_still_be_typed(filled: KnowledgeBase) -> None:
    assert [found.guide.id for found in find(filled, "issue ref")] == ["refund"]
    assert find(filled, "iss refund")[0].guide.id == "refunds", "only the last word is a beginning"


def test_all_words_are_wanted_and_any_will_do_where_none_has_all(filled: KnowledgeBase) -> None:
    assert [found.guide.id for found in find(filled, "orders issue")] == ["refund"]
    assert {found.guide.id for found in find(filled, "orders delete")} == {"refund", "close"}


def test_process_and_stage_are_found_too(filled: KnowledgeBase) -> None:
    (found,) = find(filled, "returns")
    assert (found.guide.id, found.step) == ("refunds", None)
    assert marked(found) == ["Returns"]


def test_accents_and_case_do_not_matter(base: KnowledgeBase) -> None:
    keep(base, "size", ["Choose the **Größe** in the café"], title="Sizes")
    assert find(base, "CAFE")[0].guide.id == "size"
    assert marked(find(base, "größe")[0]) == ["Größe"]


def test_markdown_is_neither_shown_nor_found(base: KnowledgeBase) -> None:
    keep(base, "stars", [r"Click **A\*B**"], title="Stars")
    assert find(base, "click")[0].snippet == "Click A*B"


@pytest.mark.parametrize(
    "question",
    ["", "  ", '"', "*", "AND", "NOT refund", "title:refund", "a^b (c", "x" * 5_000, "''\";--", "\x00"],
)
def test_no_question_is_an_error(filled: KnowledgeBase, question: str) -> None:
    find(filled, question)


@given(st.text(max_size=60))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_answered(filled: KnowledgeBase, question: str) -> None:
    for found in find(filled, question):
        assert all(0 <= start < stop <= len(found.snippet) for start, stop in found.marks)


def test_the_index_is_made_anew_where_it_is_of_another_shape(filled: KnowledgeBase) -> None:
    before = find(filled, "refund")
    with filled.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE search_postings")
        connection.exec_driver_sql("UPDATE counters SET value = 0 WHERE name = 'search'")
    with filled.database.writing() as connection:
        search.prepare(connection)
    with filled.database.reading() as connection:
        results = find_in(connection, "refund")
    assert (results.found, results.missing) == ((), 3)
    assert note_waiting(filled) > 0
    assert find(filled, "refund") == before


def test_a_long_text_is_shown_around_its_words() -> None:
    line = Line(f"{'word ' * 100}found{' after' * 100}", "s1")
    excerpt = best_excerpt([line], Sought({"found": 1.0}), "en")
    assert excerpt is not None
    assert len(excerpt.text) <= LONGEST + 4
    assert [excerpt.text[start:stop] for start, stop in excerpt.marks] == ["found"]
    assert (excerpt.text[0], excerpt.text[-1]) == ("…", "…")


def ids(base: KnowledgeBase, question: str, **more: Any) -> list[str]:
    with base.database.reading() as connection:
        return [found.guide.id for found in find_in(connection, question, **more).found]


def test_words_in_quotes_must_stand_there_so(filled: KnowledgeBase) -> None:
    assert ids(filled, '"issue refund"') == ["refund"]
    assert ids(filled, '"refund issue"') == []
    assert ids(filled, "„Issue refund“") == ["refund"]


def test_what_stands_behind_a_minus_must_not_be_there(filled: KnowledgeBase) -> None:
    assert set(ids(filled, "refund -close")) == {"refund", "refunds"}, "the third by its program, Refund desk"
    assert ids(filled, "refund -close -issue") == ["refunds"]
    assert ids(filled, 'refund -close -"issue refund"') == ["refunds"]
    assert ids(filled, "-issue") == []


def test_a_misspelt_word_is_taken_for_the_one_that_was_meant_unless_told_otherwise(
    filled: KnowledgeBase,
) -> None:
    with filled.database.reading() as connection:
        results = find_in(connection, "confrim")
    assert ([each.guide.id for each in results.found], results.corrections) == (
        ["close"],
        (("confrim", "confirm"),),
    )
    assert ids(filled, "confrim", as_typed=True) == []


def test_a_word_of_the_same_meaning_is_no_misspelling(base: KnowledgeBase) -> None:
    keep(base, "drill", ["Count everybody"], title="How to document an evacuation exercise")
    keep(base, "leave", ["Choose the dates"], title="How to request annual leave")
    assert ids(base, "vacation") == ["leave"]


def test_a_misspelt_word_may_be_none_of_the_guides_but_mean_the_same(base: KnowledgeBase) -> None:
    keep(base, "leave", ["Choose the dates"], title="How to request annual leave")
    with base.database.reading() as connection:
        results = find_in(connection, "vacatoin ")
    assert [each.guide.id for each in results.found] == ["leave"]
    assert results.corrections == (("vacatoin", "vacation"),)


def test_stems_are_those_of_the_guides_language(base: KnowledgeBase) -> None:
    keep(base, "rechnung", ["Rechnungen prüfen"], title="Lieferungen bezahlen", language="de")
    keep(base, "english", ["Check it"], title="Deliveries")
    assert ids(base, "Lieferung") == ["rechnung"]
    assert ids(base, "geprüfte Rechnung") == ["rechnung"]
    assert ids(base, "Faktura") == ["rechnung"], "the same word in another's mouth"
    assert ids(base, "delivery") == ["english"]


def test_what_english_hangs_on_with_an_apostrophe_is_no_word() -> None:
    said = "I can't, it\u2019s Ann's l'eau s t, press 'S', what's-new"
    assert " ".join(token.word for token in tokens(said)) == "i can it ann l eau s t press s what new"


def test_the_plain_guide_stands_before_many_special_cases(base: KnowledgeBase) -> None:
    for number, case in enumerate(("from a spreadsheet", "under embargo", "by telephone", "at month end")):
        title = f"Hand over a refund of a customer {case}"
        keep(base, f"case-{number}", ["Click **Refund**"] * 3, title=title)
    keep(base, "plain", ["Click **Issue**"], title="Pay a customer refund")
    assert ids(base, "customer refund")[0] == "plain"


def test_a_usual_word_of_the_same_meaning_counts_for_no_more_than_it_says(base: KnowledgeBase) -> None:
    for number in range(8):
        keep(base, f"leave-{number}", ["Click **Save**"], title=f"Leave room {number}")
    keep(
        base,
        "plan",
        ["Enter each holiday", *["Open the **Orders** tab"] * 20],
        title="Yearly plan of everybody in the house",
    )
    assert ids(base, "holiday ")[0] == "plan"


def test_endings_and_what_means_the_same_count_by_what_all_of_them_say(base: KnowledgeBase) -> None:
    for number in range(8):
        keep(base, f"refund-{number}", ["Click **Save**"], title=f"Refund leave {number}")
    keep(base, "rare", ["Note a refusal", "Enter the PTO"], title="Keep the register")
    for asked in ("refu", "vacation ", "vacatoin "):
        assert ids(base, asked)[0] != "rare", asked


def test_a_word_counts_the_same_in_every_language(base: KnowledgeBase) -> None:
    keep(base, "english", ["Click **Kunden**"], title="Show the list")
    keep(base, "anlegen", ["Auf **Neu** klicken"], title="Kunden anlegen", language="de")
    for number in range(8):
        keep(base, f"german-{number}", ["Auf **Kunden** klicken"], title=f"Liste {number}", language="de")
    assert ids(base, "kunden ")[0] == "anlegen"


def test_what_stands_in_quotes_is_never_taken_for_another_word(base: KnowledgeBase) -> None:
    keep(base, "leave", ["Choose the dates"], title="How to request annual leave")
    with base.database.reading() as connection:
        results = find_in(connection, 'annual "vacation"')
    assert (results.found, results.corrections) == ((), ())


def test_a_word_that_says_nothing_is_no_misspelling_while_it_is_typed(base: KnowledgeBase) -> None:
    keep(base, "save", ["Click **Save**"], title="Save a document")
    assert ids(base, "what do I have") == []


def test_an_article_between_two_words_makes_no_sentence(base: KnowledgeBase) -> None:
    keep(base, "both", ["Click **Reset**"], title="Password")
    keep(base, "one", ["Type the password"], title="Log in")
    assert ids(base, "reset the password ") == ["both"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_says_little_and_nothing(language: str) -> None:
    assert stop_words(language).isdisjoint(light_words(language))


def test_of_a_sentence_not_all_words_must_be_there(base: KnowledgeBase) -> None:
    keep(base, "all", ["Click **Card**", "Click **Door**"], title="Everything")
    keep(base, "one", ["Click **Door**"], title="Open a door")
    assert ids(base, "card door") == ["all"]
    assert set(ids(base, "where is a card for the door, please")) == {"all", "one"}


def test_words_in_a_row_mean_what_none_of_them_means_alone(base: KnowledgeBase) -> None:
    keep(base, "leave", ["Choose the dates"], title="How to request a holiday")
    keep(base, "lights", ["Choose the lamp"], title="How to switch the lights off")
    assert ids(base, "days off")[0] == "leave"
    assert ids(base, "lamp off") == ["lights"]
    assert ids(base, '"days off"') == [], "what is quoted stands there so"
    keep(base, "urlaub", ["Tage wählen"], title="Urlaub beantragen", language="de")
    assert ids(base, "morgen frei nehmen")[0] == "urlaub"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("返金を処理する", "返金"),
        ("החזר כספי ללקוח", "כספי"),
        ("Възстановяване на сума", "сума"),
        ("استرداد المال", "المال"),
    ],
)
def test_other_scripts_are_found_and_marked(base: KnowledgeBase, said: str, asked: str) -> None:
    keep(base, "other", [said], title="Other")
    (found,) = find(base, asked)
    assert (found.guide.id, marked(found)) == ("other", [asked])


def test_names_of_controls_and_programs_are_found_but_nobody_s_data(base: KnowledgeBase) -> None:
    guide, images = sample_guide("named", ["Look at it", "Look again", "And again"], title="Named")
    button, row, typed = guide.steps
    assert button.target is not None
    steps = (
        button.model_copy(update={"target": button.target.model_copy(update={"source": "pixels"})}),
        row.model_copy(
            update={"target": button.target.model_copy(update={"name": "Ines Okafor", "role": "list item"})}
        ),
        typed,
    )
    with base.database.writing() as connection:
        person = people.machine_user(connection)
    take_in(base, BytesIO(pack(guide.model_copy(update={"steps": steps}), images)), person)
    assert ids(base, "issue refund") == ["named"]
    assert ids(base, "refund-desk") == ["named"]
    for hidden in ("Okafor", "Feldmann"):
        assert ids(base, hidden, as_typed=True) == []


def test_results_are_narrowed_by_place_role_program_owner_and_state(filled: KnowledgeBase) -> None:
    with filled.database.writing() as connection:
        person = people.machine_user(connection)
        of = tables.guides
        connection.execute(update(of).where(of.c.id == "refund").values(owner=person.id, role="Clerk"))
        connection.execute(update(of).where(of.c.id == "refunds").values(state="archived"))
    assert ids(filled, "refund -close") == ["refund"], "what is archived needs to be asked for"
    assert ids(filled, "refund -close", filters=Filters(state="archived")) == ["refunds"]
    assert ids(filled, "", filters=Filters(state="archived")) == ["refunds"]
    for filters in (
        Filters(role="Clerk"),
        Filters(owner=str(person.id)),
        Filters(program="refund-desk", process="customer-support", owner=str(person.id)),
    ):
        assert ids(filled, "refund -close", filters=filters) == ["refund"], filters
    for filters in (Filters(role="x"), Filters(owner="9" * 50), Filters(program="%"), Filters(process="x")):
        assert ids(filled, "refund -close", filters=filters) == [], filters


def test_what_a_guide_said_before_is_in_no_table_of_the_index(filled: KnowledgeBase) -> None:
    keep(filled, "secret", ["Say **Rumpelstilzchen**"], title="Rumpelstilzchen")
    with filled.database.writing() as connection:
        search.remove(connection, "secret")
        for table in search_tables.metadata.sorted_tables:
            assert "rumpel" not in str(connection.execute(select(table)).all()).casefold()
