"""The index holds what the rows and papers say, whatever was done, and nothing else."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.records import Attachment, Release, Request
from disclosure.terms import AttachmentKind, PasswordEvent
from storage import index, search
from storage.connection import Connection
from storage.index import PAPERS, Trace, wanted
from storage.query import Query
from storage.registers import Registers, create_registers, open_registers
from storage.search import SEARCHED
from tests.conftest import fixed_now
from tests.records_factory import make_activity, make_duty, make_release, make_request, make_step, make_suit

PASSWORD = "春眠不觉晓 2024"
WORDS = ("老旧小区", "重庆路", "单雄信", "ABC-12", "２０２４年", "张三丰", "预算，决算", "")


def held(connection: Connection, table: str) -> set[tuple[int, int, str]]:
    """Return the tokens a full-text table holds: of which row, at which place."""
    raw = connection.raw
    raw.execute(f"CREATE VIRTUAL TABLE temp.held USING fts5vocab (main, {table}_search, instance)")
    found = {(row, place, term) for term, row, place in raw.execute("SELECT term, doc, offset FROM temp.held")}
    raw.execute("DROP TABLE temp.held")
    return found


def assert_index_is_right(registers: Registers) -> None:
    """Compare every table with a slow recount of what the rows and the papers say."""
    connection = registers._connection
    for table in (*SEARCHED, PAPERS):
        recounted = {
            (row, place, token)
            for row, text in wanted(connection.raw, table, connection.seal)
            for place, token in enumerate(text.split())
        }
        assert held(connection, table) == recounted, table


class Clerk:
    """Does one thing after the other to a file, each by another door."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.random = path, random.Random(seed)
        self.registers = create_registers(path, now=fixed_now)

    def word(self) -> str:
        return self.random.choice(WORDS)

    def some(self, record_type: type[Request] | type[Release] = Request) -> Request | Release:
        found = list(self.registers.all(record_type))
        made = make_request() if record_type is Request else make_release()
        return self.random.choice(found) if found else self.registers.save(made).after  # type: ignore[return-value]

    def save(self) -> None:
        made = (make_request(content=self.word() + "清单", address=self.word(), remarks=self.word()),)
        self.registers.save(self.random.choice((*made, make_release(name=f"{self.word()}公告"), make_duty())))

    def save_many(self) -> None:
        new = (make_request(content=self.word()), make_suit(), make_activity(content=f"会{self.word()}"))
        self.registers.save_all(new)

    def amend(self) -> None:
        request = self.some()
        assert isinstance(request, Request)
        changed = replace(request, handler=self.word(), phone="13000001234", content=self.word() or "无")
        self.registers.save(changed)

    def step(self) -> None:
        request = self.some()
        assert isinstance(request, Request)
        self.registers.save(make_step(request, party=self.word(), detail=self.word()))

    def remove(self) -> None:
        self.registers.remove(self.some(), "登记错了")

    def restore(self) -> None:
        for gone in self.registers.removed(Request)[:1]:
            self.registers.restore(Request, gone.record.id)

    def attach(self) -> None:
        owner = self.some(self.random.choice((Request, Release)))
        content = f"{self.word()}的正文".encode()
        self.registers.attach(owner, name=f"{self.word()}.txt", content=content)

    def read_paper(self) -> None:
        waiting = self.registers.unread_paper()
        if waiting is not None:
            self.registers.keep_paper_text(waiting[0], self.registers.content(waiting[0]).decode())

    def reclassify(self) -> None:
        for attachment in list(self.registers.all(Attachment))[-1:]:
            self.registers.reclassify(attachment, AttachmentKind.IDENTITY)

    def undo(self) -> None:
        self.registers.undo()

    def redo(self) -> None:
        self.registers.redo()

    def turn_password(self) -> None:
        is_sealed = self.registers.protection.is_sealed
        renewal = self.registers.protection.renewed("" if is_sealed else PASSWORD)
        self.registers.reseal(renewal, PasswordEvent.REMOVED if is_sealed else PasswordEvent.SET)

    def open_again(self) -> None:
        self.registers.close()
        self.registers = open_registers(self.path, now=fixed_now)
        self.registers.protection.unlock(PASSWORD)

    def act(self) -> None:
        often: list[Callable[[], None]] = [self.save, self.amend, self.step, self.attach, self.read_paper, self.undo]
        rare = [self.save_many, self.remove, self.restore, self.reclassify, self.redo, self.turn_password]
        self.random.choice([*often, *often, *rare, self.open_again])()


@pytest.mark.parametrize("seed", range(3))
def test_the_index_is_right_whatever_door_was_taken(path: Path, seed: int) -> None:
    clerk = Clerk(path, seed)
    for _ in range(3):
        for _ in range(12):
            clerk.act()
        assert_index_is_right(clerk.registers)
    assert clerk.registers.verify() == []
    clerk.registers.close()


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(1_000, 1_200))
def test_the_index_is_right_after_long_work(path: Path, seed: int) -> None:
    clerk = Clerk(path, seed)
    for _ in range(80):
        clerk.act()
        assert_index_is_right(clerk.registers)
    clerk.registers.close()


def test_the_recount_can_fail(registers: Registers) -> None:
    registers.save(make_request(content="老旧小区"))
    registers._connection.raw.execute("UPDATE requests SET content = '重庆路'")
    with pytest.raises(AssertionError):
        assert_index_is_right(registers)


def tables_with(path: Path, word: str) -> list[str]:
    """Return the parts of the index in whose bytes a character can still be read.

    A word is kept without the bytes it shares with the word before it: there may be no other with its first byte.
    """
    with open_registers(path) as registers:
        raw = registers._connection.raw
        blocks = {table: raw.execute(f"SELECT block FROM {table}_search_data") for table in (*SEARCHED, PAPERS)}
        return [table for table, rows in blocks.items() if any(word.encode() in block for (block,) in rows)]


def test_what_was_taken_out_can_be_read_in_no_part_of_the_index_once_the_file_is_closed(path: Path) -> None:
    """SQLite only marks words as gone; those of a person who was taken out stayed readable."""
    with create_registers(path) as registers:
        registers.save_all([make_request(content="小区") for _ in range(3)])
        registers.save(make_request(applicant="龘某某", content="小区"))
        paper = registers.attach(registers.get(Request, 1), name="靐.txt", content="齉".encode())
        registers.keep_paper_text(paper.sha256, "齉")
        registers.undo()
        registers.undo()
    assert [tables_with(path, word) for word in "龘靐齉"] == [[], [], []]
    with open_registers(path) as registers:
        registers.save(replace(registers.get(Request, 1), applicant="龘某某"))
    assert tables_with(path, "龘") == ["requests"]
    with open_registers(path) as registers:
        registers.save(replace(registers.get(Request, 1), applicant="王某某"))
    assert tables_with(path, "龘") == []


def test_a_giant_register_is_not_swept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would take the closing of a file seconds."""
    monkeypatch.setattr(index, "_MOST_SWEPT", 2)
    for count, left in ((1, []), (3, ["requests"])):
        with create_registers(path) as registers:
            registers.save_all([make_request(content="小区", applicant="某") for _ in range(count)])
            registers.save(replace(registers.get(Request, 1), applicant="龘某"))
        with open_registers(path) as registers:
            registers.save(replace(registers.get(Request, 1), applicant="某"))
        assert tables_with(path, "龘") == left
        path.unlink()


def test_a_paper_that_is_gone_when_it_has_been_read_leaves_nothing(registers: Registers) -> None:
    registers.keep_paper_text("0" * 64, "龘")
    assert registers._connection.value("SELECT count(*) FROM paper_texts") == 0
    assert registers.traces("", 9) == registers.traces("龘", 9) == []


def test_fields_a_password_seals_are_looked_through_with_the_key(registers: Registers) -> None:
    registers.save_all([make_request(phone="13000001234"), make_request(address="无名路"), make_request()])
    registers.remove(registers.get(Request, 3))
    registers.reseal(registers.protection.renewed(PASSWORD), PasswordEvent.SET)
    found = [(trace.record_id, "".join(texts)) for trace, texts in registers.sealed_fields()]
    assert found == [(2, "无名路"), (1, "13000001234")]
    registers.protection.lock()
    assert list(registers.sealed_fields()) == []


def test_with_a_password_no_word_of_a_case_s_paper_stands_in_the_file(path: Path) -> None:
    secret = "家住无名路九十九号"
    with create_registers(path) as registers:
        request = registers.save(make_request()).after
        assert isinstance(request, Request)
        paper = registers.attach(request, name="申请书.txt", content=secret.encode())
        registers.keep_paper_text(paper.sha256, secret)
        assert [trace.table for trace in registers.traces("无名路", 9)] == [PAPERS]
        registers.reseal(registers.protection.renewed(PASSWORD), PasswordEvent.SET)
        assert registers.traces("无名路", 9) == []
        assert list(registers.sealed_papers()) == [(Trace("requests", 1, PAPERS, 1), secret)]
        late = registers.attach(request, name="补充.txt", content="另见龘路".encode())
        registers.keep_paper_text(late.sha256, "另见龘路")
        assert registers.paper_text(late.sha256) == "另见龘路"
        assert_index_is_right(registers)
        registers.protection.lock()
        assert list(registers.sealed_papers()) == []
        assert (registers.paper_text(late.sha256), registers.unread_paper()) == (None, None)
    content = path.read_bytes()
    assert not any(word.encode() in content for word in (secret, " ".join("无名路"), "龘"))


def test_a_paper_of_a_release_that_becomes_one_of_a_case_is_sealed_with_its_words(path: Path) -> None:
    with create_registers(path) as registers:
        registers.save_all([make_release(), make_request()])
        registers.reseal(registers.protection.renewed(PASSWORD), PasswordEvent.SET)
        paper = registers.attach(registers.get(Release, 1), name="公告.txt", content="龘路".encode())
        registers.keep_paper_text(paper.sha256, "龘路")
        assert [trace.register for trace in registers.traces("龘", 9)] == ["releases"]
        registers.attach(registers.get(Request, 1), name="公告.txt", content="龘路".encode())
        assert registers.traces("龘路", 9) == []
        assert sorted(trace.register for trace, _ in registers.sealed_papers()) == ["releases", "requests"]
        assert_index_is_right(registers)


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_a_file_that_was_indexed_otherwise_is_indexed_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    """No key is asked for: of a file with a password the index holds nothing that is sealed."""
    with create_registers(path) as registers:
        request = registers.save(make_request(content="重庆路", address="龘路")).after
        assert isinstance(request, Request)
        for text in ("龙眼洞", "示范区"):
            paper = registers.attach(request, name=f"{text}.txt", content=text.encode())
            registers.keep_paper_text(paper.sha256, text)
        if password:
            registers.reseal(registers.protection.renewed(password), PasswordEvent.SET)
        registers._connection.raw.execute("INSERT INTO requests_search (requests_search) VALUES ('delete-all')")
        assert registers.count(Request, Query(text="重庆")) == 0
    monkeypatch.setattr(index, "FORM", search.FORM + 1)
    with open_registers(path) as registers:
        assert registers.count(Request, Query(text="重庆")) == 1
        assert registers.count(Request, Query(text="龘")) == int(not password)
        found = {trace.table for trace in registers.traces("龙眼洞", 9)}
        assert found == ({"attachments"} if password else {"attachments", PAPERS})
        assert_index_is_right(registers)


TYPED = [
    ("重庆路", 1),
    ("cql", 1),
    ("chongqinglu", 1),
    ("chongqingl", 1),
    ("CQL", 1),
    ("zhongqinglu", 1),
    ("cq 清单", 1),
    ("cq 决算", 0),
    ("qinglu", 1),
    ("lqc", 0),
    ("yusuan", 1),
    ("ysgk", 1),
    ("gongkai", 1),
    ("gsysl", 0),
    ("l", 1),
    ("zmm", 2),
    ("zhangm", 2),
    ("u", 0),
    ("%", 0),
    ('"', 0),
    ("zhang OR li", 0),
]


@pytest.mark.parametrize(("typed", "count"), TYPED)
def test_a_list_is_searched_as_it_is_typed(registers: Registers, typed: str, count: int) -> None:
    registers.save_all([make_request(content="重庆路绿化清单"), make_request(content="预算公开 l 表")])
    assert registers.count(Request, Query(text=typed)) == count
