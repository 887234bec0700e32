import socket
from urllib.request import urlopen

import pytest

# Warnings are errors here, and the guard warns before it raises.
BLOCKED = "A test tried to use socket"


def test_a_unit_test_that_opens_a_socket_fails():
    with pytest.raises(Warning, match=BLOCKED):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_a_unit_test_that_asks_an_address_fails():
    with pytest.raises(Warning, match=BLOCKED):
        urlopen("http://127.0.0.1:1/")
