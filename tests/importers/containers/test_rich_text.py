"""RTF: a row may hold more cells than its definition tells of, as editors of the time wrote it."""

from importers.containers.rich_text import read_rich_text


def test_a_cell_beyond_the_definition_of_its_row_is_read_like_the_others() -> None:
    rows = rb"\trowd\clvmgf\cellx9 one\cell\row \trowd\clvmrg\cellx9 two\cell three\cell\row"
    told = read_rich_text(b"{\\rtf1 " + rows + b"}", "\ue000")
    assert [word for word in ("one", "two", "three") if word not in told] == []
