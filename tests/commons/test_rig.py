"""The rig itself: what the tests may not do."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_tests_open_no_socket_to_the_world() -> None:
    with socket.socket() as world, pytest.raises(SocketConnectBlockedError):
        world.connect(("192.0.2.1", 80))
