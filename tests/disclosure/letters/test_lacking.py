"""What an application lacks: ticked into the text of a letter, and out of it again."""

from itertools import combinations

import pytest

from disclosure.letters.lacking import Lacking, items, with_item


@pytest.mark.parametrize("chosen", [few for count in range(4) for few in combinations(Lacking, count)])
def test_what_is_ticked_stands_numbered_behind_her_own_words_and_goes_again(chosen: tuple[Lacking, ...]) -> None:
    own, text = "请写明小区的名称", ""
    for typed in ("", f"{own}。"):
        text = typed
        for one in chosen:
            text = with_item(with_item(text, one, wanted=True), one, wanted=True)
        wanted = [*([own] if typed else []), *(one.sentence for one in chosen)]
        assert list(items(text)) == wanted, "each once, in the order of the ticks"
        lines = text.splitlines()
        assert [line[-1] for line in lines] == [*"；" * (len(lines) - 1), *"。" * bool(lines)]
        assert [line.partition(".")[0] for line in lines] == [str(at) for at in range(1, len(wanted) + 1)] or len(
            lines
        ) < 2
        for one in chosen:
            text = with_item(text, one, wanted=False)
        assert text == typed
