"""Apache Jena as it is installed here: the folder that JENA_HOME names, or Debian's package."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_JARS = Path("/usr/share/java")
_MODULES = ("arq", "base", "cmds", "core", "dboe-base", "dboe-index", "dboe-storage", "dboe-trans-data",
            "dboe-transaction", "iri", "rdfconnection", "shacl", "tdb", "tdb2")  # fmt: skip
_LIBRARIES = ("commons-cli", "commons-codec", "commons-compress", "commons-csv", "commons-io", "commons-lang3",
              "dexx.collection", "gson", "guava", "httpclient", "httpcore", "jackson-annotations", "jackson-core",
              "jackson-databind", "jakarta.json-api", "jcl-over-slf4j", "protobuf", "slf4j-api", "slf4j-nop", "thrift",
              "titanium-json-ld")  # fmt: skip
_MESSAGES = Path("xerces/impl/xpath/regex/message.properties")


def command(program: str, *, work: Path) -> list[str | Path] | None:
    """What starts one of Jena's programs, `arq` or `shacl`; None where there is no Jena.

    Debian's libapache-jena-java (4.5.0-2) has no start script, and its jena-core lacks the texts of the error messages
    of its regular expressions, without which its copy of Xerces gives up at start with "internal error" (of
    XSSimpleTypeDecl.applyFacets1). An empty file in the work folder takes their place; no message is ever asked for.
    """
    if home := os.environ.get("JENA_HOME"):
        return [Path(home) / "bin" / program]
    java = shutil.which("java")
    if java is None or not (_JARS / "jena-cmds.jar").is_file():
        return None
    messages = work / "jena" / _MESSAGES
    messages.parent.mkdir(parents=True, exist_ok=True)
    messages.touch()
    jars = [_JARS / f"{name}.jar" for name in (*(f"jena-{module}" for module in _MODULES), *_LIBRARIES)]
    path = os.pathsep.join(map(str, (work / "jena", *jars)))
    return [java, "-cp", path, f"{program}.{program}"]
