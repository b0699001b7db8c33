"""What turns a PDF into an accessible archive file: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one."""

from functools import cache
from html import escape
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from exporters.paper.document import Document
from exporters.paper.structure import Element, Structure
from resources.locate import resource_path

CREATOR = "信息公开工作台"
_CHINA = 8
"""Hours by which Chinese time is ahead of UTC; the date in the file is that of its signing."""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate><xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def describe(canvas: Any, document: Document) -> None:
    """Set the properties and the date of a document in a new canvas."""
    stamp, day = canvas._doc._timeStamp, document.dated_on
    stamp.YMDhms, stamp.dhh, stamp.dmm = (day.year, day.month, day.day, 0, 0, 0), _CHINA, 0
    canvas.setTitle(document.title)
    canvas.setAuthor(document.author)
    canvas.setSubject(document.subject)
    canvas.setKeywords(document.keywords)
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()


def seal(canvas: Any, structure: Structure) -> None:
    """Add the parts of an archive file to a canvas with finished pages: profile, metadata, logical structure."""
    document = canvas._doc
    catalog = document.Catalog
    profile = PDFStream(PDFDictionary({"N": 3}), resource_path("icc", "sRGB.icc").read_bytes(), filters=[PDFZCompress])
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog.OutputIntents = PDFArray([document.Reference(intent)])
    info, day = document.info, document._timeStamp.YMDhms
    told = ("title", "author", "subject", "keywords", "creator", "producer")
    values = {name: escape(getattr(info, name), quote=False) for name in told}
    date = f"{day[0]:04}-{day[1]:02}-{day[2]:02}T00:00:00+08:00"
    packet = _PACKET.format(date=date, **values).encode()
    catalog.Metadata = XMP(creator=lambda _document: packet)
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    pages = document.Pages.pages
    root = catalog.StructTreeRoot = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    known: dict[Element, str] = {}
    references = [_number(document, page) for page in pages]
    root["K"] = PDFArray([_element(document, structure.root, _number(document, root), references, known)])
    entries: list[Any] = []
    for number, page in enumerate(pages):
        page.StructParents, page.Tabs = number, PDFName("S")
        marked = structure.pages[number] if number < len(structure.pages) else []
        written = _Written()
        written.words = f"[ {' '.join(known[element] for element in marked)} ]"
        entries += [number, document.Reference(written)]
    root["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(entries)}))
    root["ParentTreeNextKey"] = len(pages)


class _Written(PDFObject):
    """An object of the file in its final form: a report has two thousand, and reportlab's dictionaries are slow."""

    words = ""

    def format(self, _document: Any) -> bytes:
        """Return the content, for reportlab."""
        return self.words.encode("ascii")


def _element(document: Any, element: Element, parent: str, pages: list[str], known: dict[Element, str]) -> str:
    """Add an element and its children to the file, and return a reference to it."""
    written = _Written()
    reference = known[element] = _number(document, written)
    attributes = ""
    if element.attributes:
        named = " ".join(
            f"/{key} {_name(value) if isinstance(value, str) else value}" for key, value in element.attributes.items()
        )
        attributes = f" /A << /O /Table {named} >>"
    if element.box is not None:
        box = " ".join(f"{edge:.3f}" for edge in element.box)
        alt = f"\ufeff{element.alt}".encode("utf-16-be").hex().upper()
        attributes = f" /A << /O /Layout /BBox [ {box} ] >> /Alt <{alt}>"
    children = [
        _element(document, child, reference, pages, known)
        if isinstance(child, Element)
        else f"<< /Type /MCR /Pg {pages[child.page]} /MCID {child.number} >>"
        for child in element.children
    ]
    kids = f" /K [ {' '.join(children)} ]" if children else ""
    written.words = f"<< /Type /StructElem /S {_name(element.tag)} /P {parent}{attributes}{kids} >>"
    return reference


def _number(document: Any, written: Any) -> str:
    """Assign a number to an object of the file, and return a reference to it."""
    number, version = document.idToObjectNumberAndVersion[document.Reference(written).name]
    return f"{number} {version} R"


_name = cache(PDFName)
"""Returns a word as a PDF name; the logical structure uses about a dozen."""
