"""Make ``paper.docx``, the template of all documents for Word and WPS: the page and the styles of GB/T 9704—2012.

Run ``python -m resources.word.build_template`` from the project's folder; it writes ``paper.docx`` beside this script.
Styles that Word and WPS have built in (正文, 标题 1, 签名 …) are used as such, so that users find them in the usual
places; the others have Chinese names. Lengths are twentieths of a point, sizes half points.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

LATIN, BODY, TITLE, SECTION, SUB_SECTION, NUMBER = (
    "Times New Roman",
    "仿宋_GB2312",
    "方正小标宋简体",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
STAND_INS: Mapping[str, str] = {
    BODY: "仿宋,FangSong",
    TITLE: "方正小标宋_GBK,华文中宋",
    SECTION: "SimHei",
    SUB_SECTION: "楷体,KaiTi",
    NUMBER: "SimSun",
}
"""Fallbacks in Word if an office lacks a font of the standard."""

PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = (
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1417" w:gutter="0"/>'
)
"""A4; 天头 37 mm, 订口 28 mm, a type area of 156 × 225 mm."""

LINE = 579
"""22 lines fill the type area; 580 would leave room for only 21."""

TIGHTER = -4
"""28 characters of 16 pt fill a line only if set closer by a fifth of a point (5.2.3)."""

INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
"""Two characters, for Word; in twentieths of a point for programs without that unit."""

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY = (1980, 1, 1, 0, 0, 0)
UNIX = 3


def fonts(east_asian: str, latin: str = LATIN) -> str:
    """Return the fonts of a style."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}" w:cs="{latin}"/>'


def exact(line: int, after: int = 0) -> str:
    """Return an exact line height, whatever the line contains."""
    return f'<w:spacing w:before="0" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def size(half_points: int) -> str:
    """Return a font size."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def style(code: str, name: str, paragraph: str = "", run: str = "", following: str = "") -> str:
    """Return a paragraph style based on 正文."""
    then = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{code}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"{then}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def heading(rank: int, paragraph: str, run: str) -> str:
    """Return a heading that stays with the next paragraph and is listed in the navigation pane."""
    outline = f'<w:outlineLvl w:val="{rank - 1}"/>'
    return style(f"Heading{rank}", f"heading {rank}", f"<w:keepNext/>{paragraph}{outline}", run, "BodyText")


def styles() -> str:
    """Return all styles of a document."""
    left = f'{INDENT}<w:jc w:val="left"/>'
    off_grid = '<w:snapToGrid w:val="0"/>'
    table_text = f'<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{off_grid}{exact(273)}<w:jc w:val="center"/>'
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in SIDES)
    return "".join(
        (
            f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY)}{size(32)}"
            '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>',
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
            f'<w:pPr>{exact(LINE)}<w:jc w:val="both"/></w:pPr>'
            f'<w:rPr>{fonts(BODY)}<w:color w:val="000000"/><w:spacing w:val="{TIGHTER}"/>{size(32)}</w:rPr></w:style>',
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
            '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
            '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr></w:style>",
            heading(1, f'{exact(720, after=440)}<w:jc w:val="center"/>', fonts(TITLE) + size(44)),
            heading(2, left, fonts(SECTION)),
            heading(3, left, fonts(SUB_SECTION)),
            heading(4, left, fonts(BODY)),
            style("BodyText", "Body Text", INDENT),
            style("CentredLine", "居中行", '<w:jc w:val="center"/>'),
            style("Signature", "Signature", '<w:jc w:val="right"/>'),
            style("TableText", "表格文字", table_text, f'<w:spacing w:val="0"/>{size(21)}'),
            style("TableHead", "表头", table_text, f'{fonts(SECTION)}<w:spacing w:val="0"/>{size(21)}'),
            style("Footer", "footer", exact(400), f'{fonts(NUMBER, NUMBER)}<w:spacing w:val="0"/>{size(28)}'),
            style("Imprint", "版本号", f'{exact(200)}<w:jc w:val="left"/>', f'<w:spacing w:val="0"/>{size(15)}'),
            style("Spacer", "分隔行", f"{off_grid}{exact(20)}", f'<w:spacing w:val="0"/>{size(2)}'),
            '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
            f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>",
            "</w:styles>",
        )
    )


def footer(side: str) -> str:
    """Return 「— 1 —」, one character from the edge (7.5)."""
    shape = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    pieces = (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    )
    runs = "".join(f"<w:r>{piece}</w:r>" for piece in pieces)
    return f'{HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{shape}</w:pPr>{runs}</w:p></w:ftr>'


def font_table() -> str:
    """Return the fonts by name, each with its replacements."""
    named = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in STAND_INS.items()
    )
    return f"{HEAD}<w:fonts {NAMESPACES}>{named}</w:fonts>"


def relationships(*targets: tuple[str, str, str]) -> str:
    """Return the relationships between parts, given as (id, type, target)."""
    lines = "".join(f'<Relationship Id="{code}" Type="{kind}" Target="{target}"/>' for code, kind, target in targets)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def content_types(parts: Mapping[str, str]) -> str:
    """Return the content type of each part."""
    lines = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def parts() -> Mapping[str, str]:
    """Return all parts of the template by their names in the package."""
    properties = "application/vnd.openxmlformats-package.core-properties+xml"
    return {
        "[Content_Types].xml": content_types(
            {
                "word/document.xml": f"{WORD}.document.main+xml",
                "word/styles.xml": f"{WORD}.styles+xml",
                "word/settings.xml": f"{WORD}.settings+xml",
                "word/fontTable.xml": f"{WORD}.fontTable+xml",
                "word/footer1.xml": f"{WORD}.footer+xml",
                "word/footer2.xml": f"{WORD}.footer+xml",
                "docProps/core.xml": properties,
            }
        ),
        "_rels/.rels": relationships(
            ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
        ),
        "word/document.xml": (
            f'{HEAD}<w:document {NAMESPACES}><w:body><w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
            f'<w:footerReference w:type="even" r:id="rId5"/>{PAGE}{MARGINS}</w:sectPr></w:body></w:document>'
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": (
            f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
            'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
            '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
        ),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "word/_rels/document.xml.rels": relationships(
            ("rId1", f"{OFFICE}/styles", "styles.xml"),
            ("rId2", f"{OFFICE}/settings", "settings.xml"),
            ("rId3", f"{OFFICE}/fontTable", "fontTable.xml"),
            ("rId4", f"{OFFICE}/footer", "footer1.xml"),
            ("rId5", f"{OFFICE}/footer", "footer2.xml"),
        ),
    }


def build(path: Path) -> None:
    """Write the template, stored and not deflated, for the same bytes on every machine."""
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, DAY)
            entry.create_system, entry.external_attr = UNIX, 0o600 << 16
            package.writestr(entry, text)


if __name__ == "__main__":
    build(Path(__file__).with_name("paper.docx"))
