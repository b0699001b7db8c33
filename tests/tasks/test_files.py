"""Who did what is kept, also where the system knows no name."""

import getpass

import pytest

from tasks.files import user_name


def test_what_a_command_does_where_nobody_is_known_is_done_by_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "office")
    assert user_name() == "office"

    def unknown() -> str:
        raise KeyError("no such account")

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert user_name() == "命令行"
