import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

from lms.core.folder_broker import Channel
from lms.settings.broker import transport_options


@pytest.fixture
def channel(tmp_path) -> Channel:
    options = transport_options("filesystem://", tmp_path)
    channel = Connection("filesystem://localhost/", transport_options=options).channel()
    channel.queue_declare("antrean")
    return channel


def taken(channel: Channel) -> list[int]:
    found = []
    while True:
        try:
            found.append(channel._get("antrean"))
        except Empty:
            return found


def test_the_alias_leads_to_our_channel(channel):
    assert type(channel) is Channel


def test_messages_come_out_in_their_order_and_once(channel):
    for number in range(5):
        channel._put("antrean", number)

    assert (taken(channel), taken(channel)) == ([0, 1, 2, 3, 4], [])


def test_messages_of_another_queue_are_left(channel):
    channel._put("lain", 1)

    assert taken(channel) == []


@pytest.mark.parametrize("content", [b"", b'{"half', b"\xff\xfe"])
def test_half_a_message_is_left_out(channel, content, tmp_path):
    (tmp_path / "0_x.antrean.msg").write_bytes(content)
    channel._put("antrean", 1)

    assert taken(channel) == [1]


def test_a_file_that_is_still_being_written_is_not_seen(channel, tmp_path):
    (tmp_path / "0_x.antrean.msg.abc.part").write_text("1")

    assert taken(channel) == []


def test_two_readers_share_without_doubles(channel, tmp_path):
    for number in range(200):
        channel._put("antrean", number)
    found: list[int] = []

    readers = [threading.Thread(target=lambda: found.extend(taken(channel))) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert sorted(found) == list(range(200))


def test_nothing_is_left_behind(channel, tmp_path):
    channel._put("antrean", 1)
    taken(channel)

    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def control(tmp_path: Path) -> Path:
    (tmp_path / "control").mkdir(exist_ok=True)
    return tmp_path / "control" / "tukar.exchange"


def test_a_binding_is_kept_once(channel):
    channel._queue_bind("tukar", "a", "", "antrean")
    channel._queue_bind("tukar", "a", "", "antrean")

    assert [tuple(row) for row in channel.get_table("tukar")] == [("a", "", "antrean")]


def test_a_broken_table_is_written_anew(channel, tmp_path):
    control(tmp_path).write_text('[["a"')

    channel._queue_bind("tukar", "a", "", "antrean")

    assert [tuple(row) for row in channel.get_table("tukar")] == [("a", "", "antrean")]


def test_a_missing_table_is_empty(channel):
    assert channel.get_table("nirwana") == []
