"""D-Bus messages as bytes are those of the protocol, however they arrive."""

import pytest
from jeepney import DBusAddress, new_error, new_method_call, new_method_return, new_signal
from jeepney.low_level import Endianness, Header, HeaderFields, Message
from jeepney.low_level import Parser as Reference

from recorder.desktop.wire import ERROR, RETURN, SIGNAL, Call, Messages, packed

TO = ("org.example.Program", "/org/example/it")
CALL = Call(TO, "org.example.Face", "Look", "sv", ("here", ("(iu)", (-3, 7))))


def call_message() -> Message:
    return new_method_call(DBusAddress(TO[1], TO[0], "org.example.Face"), "Look", "s", ("x",))


def answer(signature: str, body: tuple[object, ...], serial: int = 9) -> bytes:
    asked = call_message()
    asked.header.fields[HeaderFields.sender] = ":1.5"
    asked.header.serial = 77
    message = new_method_return(asked, signature, body)
    message.header.fields[HeaderFields.sender] = ":1.9"
    packed_message: bytes = message.serialise(serial)
    return packed_message


def test_a_call_is_packed_as_the_protocol_says_with_its_own_serial() -> None:
    for serial in (1, 70_000):
        parser = Reference()
        parser.add_data(packed(CALL, serial))
        message = parser.get_next_message()
        assert message.header.serial == serial
        assert message.body == CALL.arguments
        assert message.header.fields[HeaderFields.destination] == TO[0]


def test_a_call_with_lists_is_packed_too() -> None:
    rule = Call(TO, "org.example.Face", "Match", "ai", ([1, 2],))
    parser = Reference()
    parser.add_data(packed(rule, 5))
    assert parser.get_next_message().body == ([1, 2],)


@pytest.mark.parametrize("size", [1, 7, 16, 1000])
def test_messages_are_cut_out_of_the_stream_however_it_arrives(size: int) -> None:
    path = DBusAddress(TO[1], interface="org.example.Event")
    said = new_signal(path, "Changed", "siiv", ("focused", 1, 0, ("s", "é")))
    said.header.fields[HeaderFields.sender] = ":1.9"
    stream = (
        answer("a(so)", ([("a", "/b"), ("c", "/d")],))
        + said.serialise(10)
        + answer("(iiii)", ((1, 2, 3, 4),))
    )
    messages = Messages()
    found = [each for at in range(0, len(stream), size) for each in messages.feed(stream[at : at + size])]
    assert [(each.kind, each.answers, each.sender) for each in found] == [
        (RETURN, 77, ":1.9"),
        (SIGNAL, 0, ":1.9"),
        (RETURN, 77, ":1.9"),
    ]
    assert [each.body for each in found] == [
        ([("a", "/b"), ("c", "/d")],),
        ("focused", 1, 0, ("s", "é")),
        ((1, 2, 3, 4),),
    ]
    assert found[1].path == TO[1]


def test_an_error_has_no_body() -> None:
    asked = call_message()
    asked.header.serial = 77
    asked.header.fields[HeaderFields.sender] = ":1.5"
    (found,) = Messages().feed(new_error(asked, "org.example.Gone", "s", ("gone",)).serialise(3))
    assert (found.kind, found.answers, found.body) == (ERROR, 77, ())


def test_a_program_of_the_other_byte_order_is_understood() -> None:
    fields = {HeaderFields.reply_serial: 300, HeaderFields.sender: ":1.2", HeaderFields.signature: "as"}
    body = b"\0\0\0\x08\0\0\0\x03abc\0"
    header = Header(Endianness.big, RETURN, 0, 1, len(body), 4, fields)
    (found,) = Messages().feed(header.serialise(4) + body)
    assert (found.answers, found.sender, found.body) == (300, ":1.2", (["abc"],))
