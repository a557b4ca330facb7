"""A server that says nothing: it is waited for within bounds, and what waits for it can be broken off."""

import socket
import threading
from collections.abc import Callable, Iterator
from time import monotonic

import psycopg
import pytest

from tests.store.proxy import Proxy
from warehouse_app.domain.errors import Refused
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.faults import StoreFault

AT_ONCE = 1.5
BOUNDS = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}


@pytest.fixture
def url(new_database: Callable[[str], str]) -> str:
    return new_database("template1")


@pytest.fixture
def proxy(url: str) -> Iterator[Proxy]:
    proxy = Proxy(url)
    yield proxy
    proxy.close()


@pytest.fixture
def mute() -> Iterator[str]:
    """Return an address where somebody lets in and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield f"postgresql://anna@127.0.0.1:{door.getsockname()[1]}/stock"


def told(store: Store) -> dict[str, str]:
    """Return what this thread's connection was made with."""
    connection: psycopg.Connection[tuple[object, ...]] = store.database.connection()
    parameters = connection.info.get_parameters()
    return {name: parameters[name] for name in BOUNDS}


def test_a_server_may_not_be_silent_for_long(url: str) -> None:
    store = open_store(url)
    assert told(store) == BOUNDS
    store.close()


def test_what_the_address_says_of_times_goes_first(url: str) -> None:
    store = open_store(f"{url}&connect_timeout=30&tcp_user_timeout=0")
    assert told(store) == BOUNDS | {"connect_timeout": "30", "tcp_user_timeout": "0"}
    store.close()


@pytest.mark.parametrize("url", ["postgresql://[server/stock", "postgresql://anna:secret@server/stock?pool=3"])
def test_an_address_that_means_nothing_is_told_without_its_password(url: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_store(url)
    assert refusal.value.code is StoreFault.URL
    assert refusal.value.facts == {"place": url.replace("secret", "…")}


def test_a_server_that_lets_in_and_says_nothing_is_not_waited_for(mute: str) -> None:
    began = monotonic()
    with pytest.raises(Refused) as refusal:
        open_store(f"{mute}?connect_timeout=2")
    assert refusal.value.code is StoreFault.UNREACHABLE
    assert monotonic() - began < 2 + AT_ONCE


def test_whether_a_server_answers_is_known_within_two_seconds(proxy: Proxy) -> None:
    store = open_store(proxy.url)
    assert store.answers()
    proxy.fall_silent()
    began = monotonic()
    assert not store.answers()
    assert monotonic() - began < 2 + AT_ONCE
    store.hang_up()
    store.close()


def test_a_file_always_answers_and_has_nobody_to_hang_up_on(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = open_store(str(tmp_path_factory.mktemp("file") / "house.db"), create=True)
    assert store.answers()
    store.hang_up()
    assert store.sql("SELECT 1").fetchone() == (1,)
    store.close()


def test_what_waits_for_a_silent_server_in_another_thread_is_broken_off(proxy: Proxy, url: str) -> None:
    store = open_store(proxy.url)
    with store.transaction():
        store.sql("CREATE TABLE kept (number INTEGER)")
        store.sql("INSERT INTO kept VALUES (1)")
    refused: list[Refused] = []
    waiting = threading.Event()

    def book() -> None:
        with store.transaction():
            store.sql("INSERT INTO kept VALUES (2)")
            proxy.fall_silent()
            waiting.set()
            store.sql("INSERT INTO kept VALUES (3)")

    def be_refused() -> None:
        with pytest.raises(Refused) as refusal:
            book()
        refused.append(refusal.value)
        store.close()

    thread = threading.Thread(target=be_refused)
    thread.start()
    assert waiting.wait(5)
    thread.join(0.5)
    assert thread.is_alive()
    store.hang_up()
    thread.join(AT_ONCE)
    assert not thread.is_alive()
    assert [(each.code, each.facts) for each in refused] == [(StoreFault.UNREACHABLE, {"place": store.place})]
    store.close()
    # What was committed is there, and nothing of what was not.
    again = open_store(url)
    assert again.sql("SELECT number FROM kept").fetchall() == [(1,)]
    again.close()


def test_after_it_was_hung_up_on_a_server_is_not_called_again(proxy: Proxy) -> None:
    store = open_store(proxy.url)
    store.hang_up()
    store.close()
    began = monotonic()
    with pytest.raises(Refused) as refusal:
        store.connect()
    assert refusal.value.code is StoreFault.UNREACHABLE
    assert monotonic() - began < AT_ONCE
