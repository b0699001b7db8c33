"""区分处理: what is covered is gone from the file, and so is whatever else the original carried."""

import json
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, cast

import pypdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf.annotations import FreeText, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from disclosure.cases.redaction import Covered, Place, Redaction, covered_in, proposed, settled
from disclosure.errors import (
    CancelledError,
    DisclosureError,
    ExportError,
    FileUnavailableError,
    SourceUnreadableError,
)
from disclosure.file_names import safe_name
from disclosure.progress import silent
from disclosure.records import Request
from disclosure.terms import AttachmentKind, RedactionGround, StepKind
from exporters import redaction
from exporters.read_back.pdf import read_pdf
from importers.paper_pages import opened_paper
from storage.registers import Registers
from tasks.cases.redaction import (
    covered_before,
    found_on,
    keep_public,
    known_people,
    list_of,
    public_version,
    redact_file,
)
from tests.records_factory import make_profile, make_request, make_review, make_step, make_suit
from tests.small_pdfs import HIGH, SECRET, SPOT, WIDE, in_rare_characters, page


def amended(change: Callable[[pypdf.PdfWriter], object], content: bytes | None = None) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(content or page()))
    change(writer)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def under_a_picture(canvas: Canvas) -> None:
    """The text layer of a scan: signs nobody sees, below a picture."""
    canvas.drawString(20, 20, f"hidden {SECRET}")
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 30), "lightyellow")), 0, 0, WIDE, 60)


def in_white(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(20, 200, f"white {SECRET}")


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(20, 200)
    text.setTextRenderMode(3)
    text.textLine(f"invisible {SECRET}")
    canvas.drawText(text)


def with_form(canvas: Canvas) -> None:
    canvas.acroForm.textfield(name="phone", value=SECRET, x=100, y=200, width=150, height=24)


def with_note(writer: pypdf.PdfWriter) -> None:
    writer.add_annotation(0, Text(text=f"note {SECRET}", rect=(10, 10, 40, 40)))
    writer.add_annotation(0, FreeText(text=f"free {SECRET}", rect=(50, 200, 250, 230)))


def with_script(writer: pypdf.PdfWriter) -> None:
    named = ArrayObject([TextStringObject("1"), writer._add_object(script_of(f"app.alert('{SECRET}')"))])
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): DictionaryObject({NameObject("/Names"): named})}
    )
    writer.root_object[NameObject("/OpenAction")] = script_of(SECRET)


def script_of(text: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(text)})


def with_property(writer: pypdf.PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode())
    stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(SECRET)})
    thumbnail = DecodedStreamObject()
    thumbnail.set_data(b"\0" * 64)
    thumbnail.update(
        {
            NameObject("/Width"): NumberObject(8),
            NameObject("/Height"): NumberObject(8),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/ColorSpace"): NameObject("/DeviceGray"),
        }
    )
    writer.pages[0][NameObject("/Thumb")] = writer._add_object(thumbnail)


def with_layer_off(writer: pypdf.PdfWriter) -> None:
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject(SECRET)})
    )
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
    told = DictionaryObject({NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off})
    writer.root_object[NameObject("/OCProperties")] = told


def as_file(picture: Image.Image, form: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def rewritten() -> bytes:
    """An incremental update: the new page says nothing, the old one with the secret is still in the file."""
    writer = pypdf.PdfWriter(BytesIO(page()), incremental=True)
    empty = DecodedStreamObject()
    empty.set_data(b"")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(empty)
    file = BytesIO()
    writer.write(file)
    assert file.getvalue().startswith(page()[:9])
    return file.getvalue()


def turned(writer: pypdf.PdfWriter) -> None:
    writer.pages[0].rotate(90)


def cropped(writer: pypdf.PdfWriter) -> None:
    """The secret lies outside what is seen of the page."""
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((0, 0, WIDE, 100))


HOSTILE: dict[str, bytes] = {
    "plain text": page(),
    "text below a picture": page(under_a_picture),
    "white text": page(in_white),
    "invisible text": page(invisible),
    "a filled form": page(with_form),
    "annotations": amended(with_note),
    "an attachment": amended(lambda writer: writer.add_attachment("secret.txt", SECRET.encode())),
    "a script": amended(with_script),
    "an outline": amended(lambda writer: writer.add_outline_item(title=SECRET, page_number=0)),
    "properties and a thumbnail": amended(with_property),
    "a layer that is off": amended(with_layer_off),
    "an earlier version of the file": rewritten(),
    "a turned page": amended(turned),
    "what lies beyond the cut of the page": amended(cropped),
    "a file only its owner may print": amended(lambda writer: writer.encrypt("", "owner")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_the_original_but_its_pixels_is_in_the_public_version(name: str) -> None:
    """Read by another library than the one that proved it."""
    paper = opened_paper(HOSTILE[name])
    width, height = paper.sizes[0]
    made = public_version(paper, [Covered(1, (0, 0, width, height - 60))], silent)
    read = pypdf.PdfReader(BytesIO(made))
    assert SECRET.encode() not in made
    assert SECRET.encode("utf-16-be") not in made
    assert [each.extract_text() for each in read.pages] == [""]
    assert read.metadata is None
    assert set(read.root_object) == {"/Type", "/Pages"}
    assert set(read.pages[0]) == {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}
    resources = read.pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    assert set(resources) == {"/XObject"}
    assert read.attachments == {}
    assert len(read.xref[0]) == 5, "catalogue, pages, page, its line, its picture"
    assert made.count(b"%%EOF") == 1


def seen(content: bytes, place: int = 0) -> Image.Image:
    """A page of a paper as it is looked at, a pixel a point."""
    return opened_paper(content).picture(place, 72).convert("L")


def darkest(picture: Image.Image) -> int:
    return min(picture.tobytes())


def lightest(picture: Image.Image) -> int:
    return max(picture.tobytes())


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_the_place_she_saw_is_the_place_that_is_black(degrees: int) -> None:
    """A turned page with a cut of its own: places are told as seen, not as the file counts."""

    def change(writer: pypdf.PdfWriter) -> None:
        writer.pages[0].cropbox = pypdf.generic.RectangleObject((50, 30, 350, 280))
        writer.pages[0].rotate(degrees)

    content = amended(change)
    paper = opened_paper(content)
    text, places = paper.signs(0)
    (found,) = proposed(1, text, places, {})
    left, top, right, bottom = found.place
    before = seen(content).crop((int(left), int(top), int(right), int(bottom)))
    assert darkest(before) < 100, "there is ink where the number was found"
    after = seen(public_version(paper, [found], silent))
    assert after.crop((int(left) + 1, int(top) + 1, int(right), int(bottom))).getextrema() == (0, 0)
    black = sum(after.crop((0, 0, *after.size)).histogram()[:10])
    assert black < 1.6 * (right - left) * (bottom - top), "and nearly nothing else is"


def test_what_is_not_covered_stays_readable_and_pages_without_a_place_become_pictures_too() -> None:
    paper = opened_paper(page(pages=3))
    made = public_version(paper, [Covered(2, SPOT)], silent)
    assert [bool(text) for text in (page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages)] == [
        False
    ] * 3
    assert opened_paper(made).sizes == paper.sizes
    assert darkest(seen(made, 1).crop((100, 240, 170, 265))) < 60
    spots = [lightest(seen(made, place).crop((95, 95, 305, 125))) for place in range(3)]
    assert spots == [255, 0, 255]


def test_a_scan_in_colour_is_packed_small_and_its_places_are_black_all_the_same() -> None:
    noise = Image.effect_noise((1100, 1500), 90).convert("RGB")
    noise.putpixel((0, 0), (255, 0, 0))
    paper = opened_paper(page(lambda canvas: canvas.drawImage(ImageReader(noise), 0, 0, WIDE, HIGH)))
    made = public_version(paper, [Covered(1, SPOT)], silent)
    assert b"DCTDecode" in made
    assert lightest(seen(made).crop((92, 92, 308, 128))) <= 24


# --- pictures ---


def photograph(form: str) -> bytes:
    picture = Image.new("RGB", (400, 300), "white")
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif[0x0112] = 6  # turned by the camera
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)
    file = BytesIO()
    if form == "PNG":
        told = PngInfo()
        told.add_text("Comment", SECRET)
        picture.save(file, "PNG", pnginfo=told, exif=exif)
    else:
        picture.save(file, form, exif=exif, comment=SECRET.encode(), icc_profile=b"profile", dpi=(300, 300))
    return file.getvalue()


@pytest.mark.sampled
@pytest.mark.parametrize("dots", ["red", "noise"])
@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_a_place_beside_a_seal_or_in_a_rough_photograph_can_be_covered(form: str, dots: str) -> None:
    """Strong colour along the edge of a covered place shimmers into it in a coarse JPEG."""
    size = (900, 900)
    picture = Image.new("RGB", size, "red")
    if dots == "noise":
        picture = Image.frombytes("RGB", size, Random(1).randbytes(3 * size[0] * size[1]))
    paper = opened_paper(as_file(picture, form))
    content = public_version(paper, [Covered(1, (31.3, 40.1, 100.7, 90.9))], silent)
    inside = opened_paper(content).picture(0, 96).convert("L").crop((43, 55, 133, 120))
    assert cast("tuple[int, int]", inside.getextrema())[1] < 25


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png")])
def test_a_photograph_loses_where_and_by_whom_it_was_taken(form: str, suffix: str) -> None:
    content = photograph(form)
    assert SECRET.encode() in content
    paper = opened_paper(content)
    assert paper.suffix == suffix
    made = public_version(paper, [Covered(1, (10, 10, 60, 60))], silent)
    with Image.open(BytesIO(made)) as picture:
        assert picture.format == form
        assert not picture.getexif()
        assert {"comment", "exif", "icc_profile", "Comment"}.isdisjoint(picture.info)
        assert picture.size == opened_paper(content).picture(0).size
    assert SECRET.encode() not in made


def test_what_lies_behind_a_transparent_part_is_gone() -> None:
    picture = Image.new("RGBA", (100, 100), (10, 20, 30, 0))
    file = BytesIO()
    picture.save(file, "PNG")
    made = public_version(opened_paper(file.getvalue()), [], silent)
    with Image.open(BytesIO(made)) as read:
        assert read.convert("RGBA").getcolors() == [(100 * 100, (255, 255, 255, 255))]


def test_a_scan_of_sixteen_bits_is_not_white_all_over() -> None:
    picture = Image.new("I;16", (60, 40), 65535)
    picture.paste(20000, (0, 0, 30, 40))
    file = BytesIO()
    picture.save(file, "PNG")
    assert opened_paper(file.getvalue()).picture(0).getcolors() == [(1200, 0), (1200, 255)]


def test_a_fax_of_half_the_lines_keeps_its_shape() -> None:
    """Faxes have twice as many dots across as down; the sheet is A4 all the same."""
    fax = as_file(Image.new("1", (1728, 1144), 1), "TIFF", compression="group4", dpi=(204, 98))
    (wide, high), *_ = opened_paper(fax).sizes
    assert (wide / 72, high / 72) == pytest.approx((1728 / 204, 1144 / 98), rel=0.01)
    shown = opened_paper(fax).picture(0, 50)
    assert shown.width / shown.height == pytest.approx(wide / high, rel=0.01)


def test_each_sheet_of_a_fax_becomes_a_page() -> None:
    sheets = [Image.new("1", (850, 1100), 1) for _ in range(3)]
    file = BytesIO()
    sheets[0].save(file, "TIFF", save_all=True, append_images=sheets[1:], dpi=(100, 100), description=SECRET)
    paper = opened_paper(file.getvalue())
    assert (paper.suffix, paper.sizes) == (".pdf", ((612.0, 792.0),) * 3)
    made = public_version(paper, [Covered(3, (0, 0, 306, 792))], silent)
    assert [each.extract_text() for each in pypdf.PdfReader(BytesIO(made)).pages] == [""] * 3
    assert SECRET.encode() not in made
    assert seen(made, 2).resize((2, 1), Image.Resampling.BOX).tobytes() == b"\0\xff"


# --- refusals ---

DAMAGED = page()[:200]
REFUSED: dict[str, tuple[bytes, str]] = {
    "a password": (amended(lambda writer: writer.encrypt("user", "owner")), "口令"),
    "a damaged file": (DAMAGED, "损坏"),
    "no page at all": (amended(lambda writer: writer.remove_page(0)), "损坏"),
    "a text": (b"just words", "只有 PDF 和图片"),
    "nothing": (b"", "只有 PDF 和图片"),
    "half a picture's head": (photograph("PNG")[:20], "只有 PDF 和图片"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_opened_is_refused_in_one_sentence(name: str) -> None:
    content, told = REFUSED[name]
    with pytest.raises(SourceUnreadableError, match=told):
        opened_paper(content)


def test_a_picture_that_breaks_off_is_refused_when_it_is_drawn() -> None:
    paper = opened_paper(photograph("JPEG")[:-200])
    with pytest.raises(SourceUnreadableError, match="损坏"):
        paper.picture(0)


LEAKS: dict[str, Callable[[pypdf.PdfWriter], object]] = {
    "附件": lambda writer: writer.add_attachment("a.txt", b"x"),
    "脚本": with_script,
    "目录": lambda writer: writer.add_outline_item(title="x", page_number=0),
    "批注": lambda writer: writer.add_annotation(0, Text(text="x", rect=(1, 1, 9, 9))),
    "页数不对": lambda writer: writer.add_blank_page(9, 9),
    "文件属性": lambda writer: writer.add_metadata({"/Title": "x"}),
    "文字": lambda writer: writer.pages[0].merge_page(pypdf.PdfReader(BytesIO(page())).pages[0]),
}


@pytest.mark.parametrize("told", LEAKS)
def test_a_public_version_with_anything_beside_its_pictures_is_not_given_out(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof sees what a faulty writer would leave."""
    write = redaction._pdf

    def leaking(
        pages: Iterator[tuple[Image.Image, list[tuple[int, int, int, int]]]], sizes: Sequence[tuple[float, float]]
    ) -> bytes:
        writer = pypdf.PdfWriter(clone_from=BytesIO(write(pages, sizes)))
        LEAKS[told](writer)
        file = BytesIO()
        writer.write(file)
        return file.getvalue()

    monkeypatch.setattr(redaction, "_pdf", leaking)
    with pytest.raises(ExportError, match=told):
        public_version(opened_paper(page()), [Covered(1, SPOT)], silent)


def test_a_place_that_was_not_burned_in_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageDraw.ImageDraw.rectangle", lambda *_words, **_more: None)
    with pytest.raises(ExportError, match="没有涂黑"):
        public_version(opened_paper(page()), [Covered(1, SPOT)], silent)


def test_stopping_leaves_nothing() -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        public_version(opened_paper(page(pages=3)), [], stop)


# --- places ---


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ((0, 0, 40, 30), "第 1 页左上部"),
        ((180, 140, 220, 160), "第 1 页中部"),
        ((180, 0, 220, 20), "第 1 页上部"),
        ((380, 140, 999, 160), "第 1 页右部"),
        ((399, 299, 300, 250), "第 1 页右下部"),
    ],
)
def test_a_place_is_told_in_words(place: Place, where: str) -> None:
    (told,) = settled([Covered(1, place)], [(WIDE, HIGH)])
    assert told.where == where
    left, top, right, bottom = told.place
    assert 0 <= left < right <= WIDE
    assert 0 <= top < bottom <= HIGH


@pytest.mark.parametrize("one", [Covered(2, SPOT), Covered(0, SPOT), Covered(1, (500, 10, 600, 20))])
def test_a_place_on_no_page_is_refused(one: Covered) -> None:
    with pytest.raises(SourceUnreadableError):
        settled([one], [(WIDE, HIGH)])


def test_personal_data_and_what_the_record_tells_are_found_with_their_reasons() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 220, "Zhang San, sure;")
        canvas.drawString(20, 90, "a@b.example.com; Zhang San")

    content = page(draw)
    found = found_on(opened_paper(content), 1, {"Zhang San": "申请人"})
    assert found is not None
    assert [one.found for one in found] == ["手机号码", "申请人", "电子邮箱", "申请人"]
    assert all(one.ground is RedactionGround.PRIVACY for one in found)


def test_a_name_of_rare_characters_is_found() -> None:
    """PDF tells a character beyond the first 65,536 in two halves."""
    content = in_rare_characters()
    (name,) = (one for one in found_on(opened_paper(content), 1, {"𠮷田": "申请人"}) or () if one.found == "申请人")
    assert name.place[0] == pytest.approx(100, abs=2)
    assert name.place[2] == pytest.approx(133, abs=2)


def test_a_form_and_a_note_are_looked_through_too() -> None:
    found = found_on(opened_paper(page(with_form)), 1, {})
    assert found is not None
    assert [one.found for one in found] == ["手机号码", "手机号码"]


def test_a_number_over_two_lines_is_two_places() -> None:
    spots: list[Place | None] = [(10.0 * at, 10, 10.0 * at + 9, 20) for at in range(6)]
    spots += [(10.0 * at, 30, 10.0 * at + 9, 40) for at in range(5)]
    assert len(proposed(1, SECRET, spots, {})) == 2


def test_a_scanned_page_says_that_it_has_no_signs() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDE, HIGH), invariant=1)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 30), "grey")), 0, 0, WIDE, HIGH)
    canvas.save()
    assert found_on(opened_paper(file.getvalue()), 1, {}) is None


@pytest.mark.parametrize("seen", [(0, 0, WIDE, 60), (WIDE - 50, 0, WIDE, HIGH), (0, HIGH - 60, WIDE, HIGH)])
def test_what_was_cut_off_the_page_is_not_proposed(seen: Place) -> None:
    """A number that lies outside the part of the page that is seen is in no picture: there is nothing to cover."""
    cut = amended(lambda writer: setattr(writer.pages[0], "cropbox", RectangleObject(seen)))
    assert found_on(opened_paper(cut), 1, {}) == ()


# --- kept in the register ---


def test_the_public_version_is_kept_beside_the_original_with_what_was_covered(registers: Registers) -> None:
    registers.save(make_profile())
    request = registers.get(Request, registers.save(make_request(applicant="测试人甲")).record_id)
    source = registers.attach(request, name="会议纪要.pdf", content=page(), kind=AttachmentKind.OTHER)
    paper = opened_paper(registers.content(source.sha256))
    covered = [Covered(1, SPOT, RedactionGround.DELIBERATIVE_PROCESS)]
    public = keep_public(registers, source, paper, covered, public_version(paper, covered, silent))
    assert (public.name, public.kind) == ("会议纪要-公开版.pdf", AttachmentKind.RELEASE)
    assert registers.attachments("requests", request.id) == (source, public)
    kept = Redaction.from_json(public.redaction)
    assert (kept.source, kept.name) == (source.sha256, "会议纪要.pdf")
    assert kept.lines() == (("1", "第 1 页中部", "人工指定", "过程性信息（条例第十六条第二款）"),)
    assert covered_before(registers, source) == kept.covered
    (entry,) = registers.history(public)
    assert entry.after == public, "the journal has what was covered, by whom and when"
    texts = "".join(text for line in read_pdf(list_of(registers, public)).lines for text in line.texts)
    assert "第1页中部" in texts.replace(" ", "")
    assert "过程性信息（条例第十六条第二款）" in texts
    again = keep_public(registers, source, paper, [], public_version(paper, [], silent))
    assert again.name == "会议纪要-公开版2.pdf"
    registers.undo()
    registers.undo()
    assert registers.attachments("requests", request.id) == (source,)


@pytest.mark.parametrize(
    "name", ["测试人甲的低保审批表.pdf", f"名册{SECRET}.pdf", "证件110101199001010010.pdf", "测试人 乙.pdf"]
)
def test_the_name_of_the_public_version_tells_of_nobody(registers: Registers, name: str) -> None:
    request = registers.get(Request, registers.save(make_request(applicant="测试人甲、测试人乙")).record_id)
    paper = opened_paper(page())
    source = registers.attach(request, name=name, content=page())
    public = keep_public(registers, source, paper, [], public_version(paper, [], silent))
    assert public.name == "材料-公开版.pdf"
    assert SECRET not in public.redaction
    (entry,) = registers.history(public)
    assert entry.label == "存为公开版 材料", "what a step is called can never be taken back"


def test_a_long_name_does_not_hide_which_is_the_public_version(registers: Registers) -> None:
    """A name is cut where it is written to a disk; the original would be called the same and given out for it."""
    request = registers.get(Request, registers.save(make_request()).record_id)
    paper = opened_paper(page())
    source = registers.attach(request, name=f"{'关于进一步做好有关工作的通知' * 6}.pdf", content=page())
    public = keep_public(registers, source, paper, [], public_version(paper, [], silent))
    assert safe_name(public.name).endswith("-公开版.pdf")
    assert safe_name(public.name)[:40] == source.name[:40]


def test_what_a_record_tells_of_people_is_looked_for(registers: Registers) -> None:
    assert known_people(registers, make_request(applicant="测试人甲", address="测试路1号")) == {
        "测试人甲": "申请人",
        "测试路1号": "地址",
    }
    assert known_people(registers, make_request(applicant="测试人甲、测试人乙"))["测试人乙"] == "申请人"


def test_in_the_papers_of_a_suit_everybody_of_its_case_is_looked_for(registers: Registers) -> None:
    """The defence names the applicant's phone and the third party: only the suit's own 原告 was looked for."""
    request = registers.get(Request, registers.save(make_request(number="2024-001", phone="13000001234")).record_id)
    registers.save(make_step(request, kind=StepKind.THIRD_PARTY_ASKED, party="测试第三方公司"))
    registers.save(make_review(number="复1", related_request="2024-001", applicant="测试人丙"))
    suit = make_suit(number="诉1", related_review="复1", plaintiff="测试人丁")
    saved = registers.get(type(suit), registers.save(suit).record_id)
    known = known_people(registers, saved)
    assert {"测试人丁", "测试人丙", "张某某", "13000001234", "测试第三方公司"} <= set(known)


def test_a_full_disk_keeps_no_half_of_a_public_version(registers: Registers) -> None:
    content = page()
    owner = registers.get(Request, registers.save(make_request()).record_id)
    source = registers.attach(owner, name="会议纪要.pdf", content=content)
    raw = registers._connection.raw
    paper = opened_paper(content)
    made = public_version(paper, [], silent)
    [before] = registers.attachments(source.owner_register, source.owner_id)
    raw.execute(f"PRAGMA max_page_count = {registers._connection.value('PRAGMA page_count')}")
    with pytest.raises(FileUnavailableError, match="磁盘空间不足"):
        keep_public(registers, source, paper, [], made)
    raw.execute("PRAGMA max_page_count = 1000000")
    assert registers.attachments(source.owner_register, source.owner_id) == (before,)
    assert registers.verify() == []
    keep_public(registers, source, paper, [], made)
    assert len(registers.attachments(source.owner_register, source.owner_id)) == 2


# --- a command ---


def test_the_command_writes_the_public_version(tmp_path: Path) -> None:
    source, boxes, target = tmp_path / "a.pdf", tmp_path / "b.json", tmp_path / "c.pdf"
    source.write_bytes(page())
    boxes.write_text(json.dumps([{"page": 1, "place": SPOT, "ground": "trade_secret"}]), encoding="utf-8")
    assert redact_file(source, boxes, target) == 1
    assert seen(target.read_bytes()).crop((95, 95, 305, 125)).getextrema() == (0, 0)


@pytest.mark.parametrize(
    "boxes",
    [
        "",
        "{}",
        "[1]",
        '[{"page": 1}]',
        '[{"page": 9, "place": [1, 2, 30, 40]}]',
        '[{"page":1,"place":"abcd"}]',
        '[{"page": 1, "place": [90, 90, NaN, 130]}]',
        '[{"page": 1, "place": [90, 90, 1e999, 130]}]',
        f'[{{"page": 1, "place": [90, 90, 1{"0" * 400}, 130]}}]',
        '[{"page": 1.5, "place": [90, 90, 310, 130]}]',
        '[{"page": 1, "place": [90, 90, 310, 130, 5]}]',
    ],
)
def test_a_list_that_makes_no_sense_is_refused_and_nothing_is_written(tmp_path: Path, boxes: str) -> None:
    source, listed, target = tmp_path / "a.pdf", tmp_path / "b.json", tmp_path / "c.pdf"
    source.write_bytes(page())
    listed.write_text(boxes, encoding="utf-8")
    with pytest.raises(DisclosureError):
        redact_file(source, listed, target)
    assert not target.exists()


@pytest.mark.parametrize("name", ["c.png", "a.pdf"])
def test_the_original_and_another_kind_of_file_are_never_written(tmp_path: Path, name: str) -> None:
    source, listed = tmp_path / "a.pdf", tmp_path / "b.json"
    source.write_bytes(page())
    listed.write_text("[]", encoding="utf-8")
    with pytest.raises(ExportError):
        redact_file(source, listed, tmp_path / name)
    assert source.read_bytes() == page()


def test_grounds_are_told_by_their_codes() -> None:
    (one,) = covered_in([{"page": 1, "place": [1, 2, 3, 4]}])
    assert one == Covered(1, (1, 2, 3, 4), RedactionGround.PRIVACY)
