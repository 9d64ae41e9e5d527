"""The assets of the pages: npm packages and Sass made into static files whenever their sources change."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DESIGN = ROOT / "guildhall" / "commons" / "design"
COMPILED = DESIGN / "static" / "design" / "compiled"
PACKAGES = ROOT / "node_modules"
OLDEST_NODE = 18

FONT = "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
PRINT_FONT = "@expo-google-fonts/atkinson-hyperlegible-next"
COPIES = {
    "govuk-frontend.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "htmx.js": "htmx.org/dist/htmx.min.js",
    # latin-ext carries the Welsh ŵ and ŷ, and the names of people from the rest of Europe.
    **{
        f"{subset}-{weight}.woff2": f"{FONT}-{subset}-{weight}-normal.woff2"
        for subset in ("latin", "latin-ext")
        for weight in (400, 700)
    },
    # Typst reads no web fonts: the same type once more, for print.
    **{
        f"print-{weight}.ttf": f"{PRINT_FONT}/{weight}/AtkinsonHyperlegibleNext_{weight}.ttf"
        for weight in ("400Regular", "700Bold")
    },
}


def main() -> None:
    """Brings packages, compiled assets and collected files up to date; does nothing where they are."""
    install()
    build()
    collect()


def install() -> None:
    """Installs the npm packages of package-lock.json."""
    with Stamp(PACKAGES / ".guildhall", [ROOT / "package-lock.json"]) as stale:
        if stale:
            say("Installing the npm packages")
            run(
                "npm",
                "ci",
                "--omit=optional",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            )


def build() -> None:
    """Compiles the style sheet and copies fonts and scripts beside it."""
    sources = [*files(DESIGN / "scss"), ROOT / "package-lock.json", Path(__file__)]
    with Stamp(COMPILED / ".guildhall", sources) as stale:
        if stale:
            say("Compiling the style sheet")
            COMPILED.mkdir(parents=True, exist_ok=True)
            for name, package_file in COPIES.items():
                shutil.copyfile(PACKAGES / package_file, COMPILED / name)
            sass = ["--load-path", str(PACKAGES), "--style=compressed", "--no-source-map", "--quiet-deps"]
            source, target = DESIGN / "scss" / "guildhall.scss", COMPILED / "guildhall.css"
            run("node", str(PACKAGES / "sass" / "sass.js"), *sass, f"{source}:{target}")


def collect() -> None:
    """Collects every app's static files, hashed and compressed, where the server reads them."""
    ours = [path for folder in (ROOT / "guildhall").glob("**/static") for path in files(folder)]
    settings = ROOT / "guildhall" / "config" / "settings.py"
    with Stamp(ROOT / "staticfiles" / ".guildhall", [*ours, settings, ROOT / "uv.lock"]) as stale:
        if stale:
            say("Collecting the static files")
            command = [
                sys.executable,
                "-m",
                "django",
                "collectstatic",
                "--noinput",
                "--clear",
                "--verbosity=0",
            ]
            run(*command, "--settings=guildhall.config.settings")


class Stamp:
    """A file with the digest of what something was last made from; written when the making succeeds."""

    def __init__(self, path: Path, sources: Iterable[Path]):
        self.path = path
        self.digest = digest(sources)

    def __enter__(self) -> bool:
        return not (self.path.exists() and self.path.read_text() == self.digest)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.path.write_text(self.digest)


def digest(sources: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(sources):
        total.update(
            str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
        )
    return total.hexdigest()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != ".guildhall"]


def run(*command: str) -> None:
    """Runs a command from the top of the project; ends the set-up with its own words where it fails."""
    path = os.pathsep.join([*node_folder(), os.environ.get("PATH", "")])
    # The certificates this machine trusts, as uv is told to: pip's Node knows only its own.
    environment = {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        sys.exit(f"guildhall: `{' '.join(command[:3])} …` failed; what it said is above.")


def node_folder() -> list[str]:
    """Where to look for Node first: the pip package's folder, unless the machine's own Node will do."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if (found := re.match(r"v(\d+)", version)) and int(found[1]) >= OLDEST_NODE:
            return []
    return [str(Path(sys.executable).parent)]


def say(sentence: str) -> None:
    print(f"guildhall: {sentence} …", flush=True)


if __name__ == "__main__":
    main()
