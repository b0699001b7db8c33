"""The letter templates in use: those shipped with the program, or the office's own wording."""

from collections.abc import Mapping
from functools import cache

from disclosure.errors import DisclosureError
from disclosure.letters.fields import FIELDS
from disclosure.letters.template_syntax import LetterTemplate, by_code, parse_template
from disclosure.records import TemplateOverride
from resources.locate import resource_path
from storage.query import Filter, Query
from storage.registers import Registers

SUFFIX = ".txt"


@cache
def shipped_texts() -> Mapping[str, str]:
    """Return the texts of the shipped templates by code, in the order of the list of documents."""
    paths = sorted(resource_path("letters").glob(f"*{SUFFIX}"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    parsed = [parse_template(text, FIELDS, path.stem) for text, path in zip(texts, paths, strict=True)]
    return dict(zip(by_code(parsed), texts, strict=True))


@cache
def shipped_templates() -> Mapping[str, LetterTemplate]:
    """Return the shipped templates by code."""
    return {code: parse_template(text, FIELDS, code) for code, text in shipped_texts().items()}


def templates(registers: Registers) -> Mapping[str, LetterTemplate]:
    """Return the templates in use by code: with the office's own wording, else as shipped."""
    own = {entry.code: parse_template(entry.text, FIELDS, entry.code) for entry in registers.all(TemplateOverride)}
    return {code: own.get(code, template) for code, template in shipped_templates().items()}


def template_text(registers: Registers, code: str) -> str:
    """Return the text of the template in use."""
    override = _override(registers, code)
    return shipped_texts()[code] if override is None else override.text


def save_template(registers: Registers, code: str, text: str) -> None:
    """Save the office's own wording of a template; raises TemplateError naming the faulty line."""
    template = parse_template(text, FIELDS, shipped_templates()[code].name)
    if template.code != code:
        raise DisclosureError(f"模板的代码不能由“{code}”改成“{template.code}”，要改回来。")
    before = _override(registers, code)
    with registers.batch(f"修改文书模板“{template.name}”"):
        registers.save(TemplateOverride(id=before.id if before else 0, code=code, text=text))


def reset_template(registers: Registers, code: str) -> None:
    """Return to the shipped wording; the office's own is moved to the recycle bin."""
    override = _override(registers, code)
    if override is not None:
        with registers.batch(f"恢复文书模板“{shipped_templates()[code].name}”"):
            registers.remove(override, "恢复为程序自带的模板")


def _override(registers: Registers, code: str) -> TemplateOverride | None:
    found = Query(filters=(Filter("code", "equals", code),), limit=1)
    return next(registers.all(TemplateOverride, found), None)
