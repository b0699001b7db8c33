"""Looks at personal values the screen hides: each is kept in the journal, and none can be undone."""

from collections.abc import Collection

from disclosure.errors import DisclosureError
from disclosure.masking import concealed
from disclosure.records import Access, Attachment, Record, Request, Step
from disclosure.terms import AccessKind
from storage.registers import Registers
from storage.writing import called

_IDENTITY = "身份证明"


def note_access(registers: Registers, record: Record, kind: AccessKind, names: Collection[str] | None = None) -> str:
    """Note that the hidden values of a record are looked at, and return which; nothing where it hides none.

    ``names`` are the columns that are seen, where not all are. Raises DisclosureError where the file can only be read:
    what cannot be noted is not shown.
    """
    hidden = fields_of(record, names)
    if hidden:
        register, owner_id = record.register, record.id
        if isinstance(record, Attachment):  # a paper is looked at in the history of its record, a step in its request's
            register, owner_id = record.owner_register, record.owner_id
        elif isinstance(record, Step):
            register, owner_id = Request.register, record.request_id
        access = Access(owner_register=register, owner_id=owner_id, kind=kind, fields=hidden)
        _keep(registers, access, f"{kind.label} {called(record)} 的{hidden}")
    return hidden


def note_export(registers: Registers, record_type: type[Record], fields: str, count: int) -> None:
    """Note that a whole list went out with its personal values; raises DisclosureError in a file that is read only."""
    refuse_if_unnoted(registers)
    access = Access(owner_register=record_type.register, kind=AccessKind.EXPORTED, fields=fields, count=count)
    _keep(registers, access, f"导出 {count} 条{record_type.title}的{fields}")


def refuse_if_unnoted(registers: Registers) -> None:
    """Raise DisclosureError in a file that is read only: what cannot be noted does not go out, whatever the door."""
    if registers.is_read_only:
        raise DisclosureError(
            "此文件以只读方式打开，写出完整的个人信息无法记入查阅记录，所以没有写出；"
            "请隐去个人信息再导出，或者把文件复制到自己的文件夹后再写。"
        )


def fields_of(record: Record, names: Collection[str] | None = None) -> str:
    """Return what the screen hides of a record, or of some of its columns, 「证件号码、电话」."""
    if isinstance(record, Attachment):
        return _IDENTITY if record.is_identity else ""
    return "、".join(column.label for column in concealed(record) if names is None or column.name in names)


def _keep(registers: Registers, access: Access, label: str) -> None:
    if registers.is_read_only:
        raise DisclosureError("此文件以只读方式打开，查看个人信息无法记入查阅记录，所以不能显示。")
    with registers.batch(label, is_final=True):
        registers.save(access)
