"""What is killed: saves, imports, migrations, backups, restores and changes of the password."""

import csv
import json
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from disclosure.errors import WrongPasswordError
from disclosure.records import Request
from storage.registers import Registers, create_registers, open_registers
from storage.whole_file import ASIDE
from tasks.ledgers.importing import import_ledger
from tasks.safety.backup import back_up, holdings, proven, restore
from tasks.safety.password import Places, remove_password, set_password
from tasks.safety.schedule import BackupSchedule, Trigger
from tests.records_factory import make_request, make_step
from tests.storage.kept_databases import FOLDER as KEPT
from tests.storage.kept_databases import content
from tests.torture.killing import Figures, Victim

_FRESH_EVERY = 20
LEDGER_ROWS = 120


class Saves(Victim):
    """The clerk at work: new records, amended ones, batches with steps, attachments, removals, undoing."""

    def prepare(self, number: int) -> None:
        if number % _FRESH_EVERY == 0:
            self.path.unlink(missing_ok=True)
            create_registers(self.path).close()
            self.before: dict[int, str] = {}

    def work(self, seed: int) -> None:
        chance = random.Random(seed)
        with open_registers(self.path) as registers:
            while True:
                chance.choice((self._create, self._amend, self._batch, self._attach))(registers, chance)

    def _create(self, registers: Registers, chance: random.Random) -> None:
        text = f"内容{chance.random()}" * chance.randrange(1, 200)
        change = registers.save(make_request(content=text))
        self.acknowledge(f"{change.record_id} {text}")

    def _amend(self, registers: Registers, chance: random.Random) -> None:
        ids = registers.ids(Request)
        if ids:
            record, text = registers.get(Request, chance.choice(ids)), f"改{chance.random()}"
            registers.save(replace(record, content=text))
            self.acknowledge(f"{record.id} {text}")

    def _batch(self, registers: Registers, chance: random.Random) -> None:
        text = f"批{chance.random()}"
        with registers.batch("一批"):
            change = registers.save(make_request(content=text))
            for _ in range(chance.randrange(6)):
                registers.save(make_step(make_request(id=change.record_id)))
        self.acknowledge(f"{change.record_id} {text}")

    def _attach(self, registers: Registers, chance: random.Random) -> None:
        ids = registers.ids(Request)
        if ids:
            owner = registers.get(Request, chance.choice(ids))
            kept = registers.attach(owner, name="材料.pdf", content=chance.randbytes(chance.randrange(1, 60_000)))
            self.acknowledge(f"附件 {kept.sha256}")

    def judge(self, acknowledged: Sequence[str], figures: Figures) -> None:
        with open_registers(self.path) as registers:
            there = {request.id: request.content for request in registers.all(Request)}
            contents = [registers.content(line.split(" ")[1]) for line in acknowledged if line.startswith("附件")]
        figures.lost += sum(not each for each in contents)
        compare_saves([line for line in acknowledged if not line.startswith("附件")], self.before, there, figures)
        self.before = there
        self.complain_if_damaged(self.path, figures)


def compare_saves(
    acknowledged: Sequence[str], before: Mapping[int, str], there: Mapping[int, str], figures: Figures
) -> None:
    """Count what is lost of texts acknowledged as 「id text」, and what is there without having been."""
    told: dict[int, list[str]] = defaultdict(list)
    for line in acknowledged:
        number, text = line.split(" ", 1)
        told[int(number)].append(text)
    for record_id, texts in told.items():
        if there.get(record_id) != texts[-1]:  # an amendment not yet acknowledged may be in the file
            is_newer = record_id in there and there[record_id] not in (*texts, before.get(record_id))
            figures.lost += not is_newer
            figures.unacknowledged_but_there += is_newer
    figures.unacknowledged_but_there += len(set(there) - set(before) - set(told))
    figures.lost += len(set(before) - set(there))


class Imports(Victim):
    """Ledgers of 120 rows, one after another: each is in the file whole or not at all."""

    longest = 0.9

    def prepare(self, number: int) -> None:
        if number % _FRESH_EVERY == 0:
            self.path.unlink(missing_ok=True)
            create_registers(self.path).close()

    def work(self, seed: int) -> None:
        with open_registers(self.path) as registers:
            for number in range(1_000):
                source = self.folder / f"台账-{seed}-{number}.csv"
                write_ledger(source, f"{seed}-{number}")
                import_ledger(registers, source, "requests")
                self.acknowledge(f"{seed}-{number}")

    def judge(self, acknowledged: Sequence[str], figures: Figures) -> None:
        with open_registers(self.path) as registers:
            compare_imports(acknowledged, [request.content for request in registers.all(Request)], figures)
        self.complain_if_damaged(self.path, figures)
        for left in self.folder.glob("台账-*.csv"):
            left.unlink()


def compare_imports(acknowledged: Sequence[str], contents: Sequence[str], figures: Figures) -> None:
    """Count the ledgers that are lost, and those that are there in part."""
    rows = Counter(content.split(" ")[0] for content in contents)
    figures.lost += sum(rows[each] != LEDGER_ROWS for each in acknowledged)
    figures.damaged += sum(count != LEDGER_ROWS for name, count in rows.items() if name not in acknowledged)


def write_ledger(path: Path, name: str) -> None:
    """Write a ledger whose rows bear its name."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["申请人类型", "申请人", "申请渠道", "来件日期", "收到申请之日", "所需信息描述"])
        for row in range(LEDGER_ROWS):
            writer.writerow(["自然人", "张某某", "当面", "2024-03-01", "2024-03-01", f"{name} 第{row}行"])


class Migrations(Victim):
    """A file of an older program is opened: its schema changes whole or not at all, and its content never."""

    longest = 0.08

    def prepare(self, _number: int) -> None:
        for left in self.folder.glob("台账*"):
            left.unlink()
        oldest = min(KEPT.glob("*.sqlite"))
        self.fresh(oldest)
        self.before = KEPT / f"{oldest.stem}.json"

    def work(self, _seed: int) -> None:
        with open_registers(self.path):
            self.acknowledge("opened")

    def judge(self, _acknowledged: Sequence[str], figures: Figures) -> None:
        expected = json.loads(self.before.read_text(encoding="utf-8"))
        for path in [self.path, *self.folder.glob("台账.升级前-*.sqlite")]:
            with open_registers(path) as registers:
                found = content(registers)
            figures.lost += sum(len(found[register]) != len(records) for register, records in expected.items())
            self.complain_if_damaged(path, figures)


class Backups(Victim):
    """Saving and backing up in turns, with rotation: whatever bears the name of a backup is proven and complete."""

    longest = 0.6

    def prepare(self, number: int) -> None:
        if number % _FRESH_EVERY == 0:
            shutil.rmtree(self.folder / "备份", ignore_errors=True)
            self.path.unlink(missing_ok=True)
            with create_registers(self.path) as registers:
                registers.save_all([make_request() for _ in range(200)])
        (self.folder / "U盘").mkdir(exist_ok=True)

    def work(self, seed: int) -> None:
        chance = random.Random(seed)
        with open_registers(self.path) as registers:
            schedule = BackupSchedule(registers, self.folder / "备份", self.folder / "U盘")
            while True:
                for _ in range(chance.randrange(20)):
                    registers.save(make_request())
                proof = schedule.run(Trigger.ASKED)
                self.acknowledge(f"{proof.backup.path.name} {proof.fingerprint} {registers.count(Request)}")

    def judge(self, acknowledged: Sequence[str], figures: Figures) -> None:
        for folder in (self.folder / "备份", self.folder / "U盘"):
            named = folder.glob("*.sqlite") if folder.exists() else ()
            for backup in (path for path in named if not path.name.startswith(ASIDE)):
                proven(backup)
        for line in acknowledged:
            name, fingerprint, count = line.rsplit(" ", 2)
            held = proven(self.folder / "备份" / name)
            figures.lost += held.fingerprint != fingerprint or held.records["requests"] != int(count)
        self.complain_if_damaged(self.path, figures)
        for folder in (self.folder / "备份", self.folder / "U盘"):
            figures.unacknowledged_but_there += len(list(folder.glob(f"{ASIDE}*"))) if folder.exists() else 0
            shutil.rmtree(folder, ignore_errors=True)


class Restores(Victim):
    """A backup is restored again and again: a restored file is whole or not there, the backup is untouched."""

    longest = 0.4

    def prepare(self, number: int) -> None:
        if number == 0:
            with create_registers(self.path) as registers:
                registers.save_all([make_request() for _ in range(200)])
                self.backup = back_up(registers, self.folder)
                self.held = holdings(registers)
            self.bytes = self.backup.read_bytes()

    def work(self, _seed: int) -> None:
        for number in range(1_000):
            restore(self.backup, self.folder / f"恢复-{number}.sqlite")
            self.acknowledge(f"恢复-{number}.sqlite")

    def judge(self, acknowledged: Sequence[str], figures: Figures) -> None:
        figures.lost += self.backup.read_bytes() != self.bytes
        figures.lost += sum(not (self.folder / name).exists() for name in acknowledged)
        for path in self.folder.glob("恢复-*.sqlite"):
            with open_registers(path) as registers:
                figures.lost += holdings(registers) != self.held
            self.complain_if_damaged(path, figures)
            path.unlink()
        for left in self.folder.glob(".disclosure-*"):
            shutil.rmtree(left)


class Passwords(Victim):
    """The password is set, changed and removed in turns: the file opens by the one that was told or the one after."""

    longest = 1.6
    turns = ("", "第一个口令 2024", "第二个口令 2024", "第三个口令 2024")

    def prepare(self, number: int) -> None:
        if number % _FRESH_EVERY:
            return
        for left in self.folder.glob("台账*"):
            left.unlink()
        with create_registers(self.path) as registers:
            registers.save_all([make_request(phone=f"1300000{row:04}") for row in range(300)])
            self.expected = list(registers.all(Request))
            back_up(registers, self.folder)
        self.turn = 0

    def work(self, _seed: int) -> None:
        with open_registers(self.path) as registers:
            registers.protection.unlock(self.turns[self.turn])
            for turn in range(self.turn + 1, 1_000):
                password, places = self.turns[turn % len(self.turns)], Places((self.folder,))
                set_password(registers, password, places) if password else remove_password(registers, places)
                self.acknowledge(str(turn))

    def judge(self, acknowledged: Sequence[str], figures: Figures) -> None:
        told = int(acknowledged[-1]) if acknowledged else self.turn
        found = opened_by(self.path, (told, told + 1), self._password, self.expected, figures)
        figures.lost += found is None
        figures.unacknowledged_but_there += found == told + 1
        for backup in self.folder.glob("台账-备份-*.sqlite"):  # one that could not follow has an earlier password
            turns = range(len(self.turns))
            figures.lost += opened_by(backup, turns, self._password, self.expected, figures) is None
        for left in self.folder.glob(".disclosure-*"):
            shutil.rmtree(left)
        self.turn = (told if found is None else found) % len(self.turns)

    def _password(self, turn: int) -> str:
        return self.turns[turn % len(self.turns)]


def opened_by(
    path: Path, turns: Sequence[int], password_of: Callable[[int], str], expected: Sequence[Request], figures: Figures
) -> int | None:
    """Return the turn whose password opens a file and gives every value back; None where none does."""
    for turn in turns:
        password = password_of(turn)
        with open_registers(path) as registers:
            if registers.protection.is_sealed != bool(password):
                continue
            if password:
                try:
                    registers.protection.unlock(password)
                except WrongPasswordError:
                    continue
            problems = registers.verify()
            figures.damaged += bool(problems)
            figures.complaints.extend(problems[:2])
            return turn if list(registers.all(Request)) == expected else None
    return None


VICTIMS: Mapping[str, type[Victim]] = {
    "saves": Saves,
    "imports": Imports,
    "migrations": Migrations,
    "backups": Backups,
    "restores": Restores,
    "passwords": Passwords,
}
