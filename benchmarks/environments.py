"""Make the environments of the peers that cannot share ours.

The C binding is called cronexpr on PyPI, and so is its module; three libraries are JavaScript.
They are installed below ``.venv-peers/``, where `remote` finds them; what cannot be installed here
is named, and then absent from the comparison.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PLACE = Path(__file__).parent.parent / ".venv-peers"
C_BINDING = PLACE / "c"
NODE = PLACE / "node"
PACKAGES = ("croner", "cron-parser", "cronstrue")


def python_of(environment: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make_c_binding() -> None:
    """Install the C binding.

    Raises:
        subprocess.CalledProcessError: it cannot be had.
    """
    subprocess.run([sys.executable, "-m", "venv", C_BINDING], check=True)
    subprocess.run([python_of(C_BINDING), "-m", "pip", "install", "--quiet", "cronexpr==0.30.*"], check=True)


def make_node() -> None:
    """Install the JavaScript libraries.

    Raises:
        OSError, subprocess.CalledProcessError: there is no npm, or it cannot have them.
    """
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise FileNotFoundError("node and npm are not installed")
    NODE.mkdir(parents=True, exist_ok=True)
    subprocess.run([npm, "install", "--no-audit", "--no-fund", *PACKAGES], cwd=NODE, check=True)


def main() -> None:
    """Make what is not there yet."""
    for place, make in ((C_BINDING, make_c_binding), (NODE / "node_modules", make_node)):
        if place.exists():
            print("there already:", place.relative_to(PLACE.parent))
            continue
        try:
            make()
        except (OSError, subprocess.CalledProcessError) as error:
            print("not made:", place.relative_to(PLACE.parent), "-", error)
            if place.exists():
                shutil.rmtree(place)


if __name__ == "__main__":
    main()
