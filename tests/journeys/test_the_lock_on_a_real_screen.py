"""A file with a password on a real screen: asked for at the door, covered by a key while a form is half typed."""

from pathlib import Path

import pytest

from disclosure.records import Release
from storage.registers import open_registers
from tasks.safety.password import Places, set_password
from tests.empty_files import new_registers
from tests.journeys.test_on_a_real_screen import NEW, OPEN, QUIT, RELEASES_TAB, SAVE, program, screen
from tests.screen import SECONDS_TO_WAIT, Screen, wait_until

__all__ = ["screen"]

PASSWORD = "invented pass 2024"
DOOR, COVER, LOCK = "输入口令", "已锁定", "ctrl+l"


def give(screen: Screen, password: str) -> None:
    """Type a password and Enter."""
    screen.type(password)
    screen.press("Return")


@pytest.mark.usefixtures("true_scrypt")
def test_nothing_is_seen_without_the_password_and_nothing_is_lost_or_moved(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "清河街道.sqlite"
    with new_registers(file) as registers:
        set_password(registers, PASSWORD, Places())
    with program(screen, str(file)) as running:
        screen.wait_for_active(DOOR)
        assert not [title for title in screen.titles() if OPEN in title]
        give(screen, "wrong")
        give(screen, PASSWORD)
        screen.wait_for_active(OPEN)
        screen.press_and_look(RELEASES_TAB)
        screen.press_and_look(NEW)
        screen.paste("没写完的一条")
        screen.move_active(70, 50)
        stood = screen.place_of_active()
        screen.press(LOCK)
        screen.wait_for_active(COVER)
        wait_until(lambda: not seen(screen, OPEN), lambda: f"seen: {screen.titles()}")
        give(screen, "wrong")
        give(screen, PASSWORD)
        screen.wait_for_active(OPEN)
        wait_until(lambda: screen.place_of_active() == stood, lambda: f"stood at {stood}: {screen.place_of_active()}")
        for text in ("", "机关职能、机构设置、办公信息", "其他"):
            if text:
                screen.paste(text)
            screen.press("Tab")
        screen.press_and_look(SAVE)
        assert screen.is_active(OPEN)
        screen.press(QUIT)
        _, complaints = running.communicate(timeout=SECONDS_TO_WAIT)
    assert (running.returncode, complaints) == (0, "")
    with open_registers(file) as registers:
        assert [release.name for release in registers.all(Release)] == ["没写完的一条"]


def seen(screen: Screen, *words: str) -> list[str]:
    """Return the titles now on the screen that have some of these words."""
    return [title for title in screen.titles() if any(word in title for word in words)]
