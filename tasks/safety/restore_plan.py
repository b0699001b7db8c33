"""What a backup holds, and what would be lost by going back to it."""

from disclosure.records import LEDGERS
from disclosure.wording import first_of
from storage.registers import Registers
from tasks.safety.backup import Holdings

_STEPS_LISTED = 200
_SHUT = "其中加密的内容要有做这份备份时的口令才读得出，没有核对；恢复后用那时的口令或者恢复密钥打开。"


def held_words(held: Holdings) -> str:
    """Return what a proven backup holds: records by register, and the years whose figures were counted again."""
    counts = [f"{LEDGERS[name].title} {count} 条" for name, count in held.records.items() if name in LEDGERS and count]
    years = "、".join(str(year) for year in held.figures)
    counted = f"；{years} 年的统计数能从中重新数出" if years else ""
    shut = _SHUT if held.is_locked else ""
    return f"{' · '.join(counts) or '没有任何记录'}{counted}。{shut}"


def missing_words(held: Holdings, registers: Registers) -> list[str]:
    """Return what the open file holds and the backup does not, newest first; nothing if they are equal."""
    steps = registers.steps_since(held.fingerprint)
    if steps is None:
        return [
            "这份备份不是现在这个文件的早期状态：可能比它新（现在的文件是从更早的一份接着做的），也可能属于另一个文件；"
            "两者的内容需要人工核对。"
        ]
    return first_of(steps, _STEPS_LISTED, "次操作")
