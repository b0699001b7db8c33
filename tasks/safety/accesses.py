"""The record of who looked at personal values the screen hides: every look is in the journal and stays there."""

from collections.abc import Collection

from disclosure.errors import DisclosureError
from disclosure.masking import concealed
from disclosure.records import Access, Attachment, Record, Request, Step
from disclosure.terms import AccessKind
from storage.registers import Registers
from storage.writing import called

_IDENTITY = "身份证明"


def note_access(registers: Registers, record: Record, kind: AccessKind, names: Collection[str] | None = None) -> str:
    """Note that somebody looks at the hidden values of a record; return which, or "" if it hides none.

    ``names`` limits them to some columns. Raises DisclosureError if the file is read-only: what cannot be noted is not
    shown.
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
    """Note that a list was exported with personal values; raises DisclosureError if the file is read-only."""
    refuse_if_unnoted(registers)
    access = Access(owner_register=record_type.register, kind=AccessKind.EXPORTED, fields=fields, count=count)
    _keep(registers, access, f"导出 {count} 条{record_type.title}的{fields}")


def refuse_if_unnoted(registers: Registers) -> None:
    """Raise DisclosureError if the file is read-only: personal values that cannot be noted are not written out."""
    if registers.is_read_only:
        raise DisclosureError(
            "此文件以只读方式打开，写出完整的个人信息无法记入查阅记录，所以没有写出；"
            "要隐去个人信息再导出，或者把文件复制到自己的文件夹后再写。"
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
