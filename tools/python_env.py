"""Python environments from the locked requirements, by pip as it is configured on this machine."""

import fcntl
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from .places import CACHE, REQUIREMENTS, STATE, TOOLS, venv
from .steps import digest, once, run

NETWORK = (
    "pip could not load the Python packages; check the network and pip's settings, then run the "
    "same command again"
)
# Debian parts Python from the pip that a fresh environment needs
PIP_PACKAGE = "python3-pip-whl"
TITLES = {
    "test": "Python packages of Odoo, the addon and its tests",
    "lint": "Python packages of the linters",
    "e2e": "Python packages of the browser tests",
}


def ensure_venv(name):
    """Make the environment ``name`` from ``requirements/<name>.txt``, unless it is there."""
    if name == "test" and os.environ.get("ODOO_PYTHON"):
        return  # that interpreter has what Odoo and its tests need
    locks = [REQUIREMENTS / "build.txt", REQUIREMENTS / (name + ".txt")]
    once(
        "venv-" + name,
        TITLES[name],
        [sys.version, Path(__file__), *locks],
        lambda: _make(name, locks),
    )


def _make(name, locks):
    folder = venv(name)
    shutil.rmtree(folder, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", "--without-pip", folder],
        "the Python environment could not be made; install the package python3-venv",
        "venv",
    )
    wheels = CACHE / "wheels" / digest(sys.version, *locks)
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "wheels.lock", "w") as handle:
        # another checkout may be loading the same files: wait for it
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not wheels.exists():
            _load(folder, locks, wheels)
    # Checked against the locked hashes when they were loaded.
    _install(folder, "--no-index", "--no-compile", *sorted(wheels.glob("*.whl")))


def _load(folder, locks, wheels):
    """Fill ``wheels`` with what the locks name; source packages are built."""
    build, packages = locks
    partial = wheels.with_name(wheels.name + ".part")
    shutil.rmtree(partial, ignore_errors=True)
    _install(folder, "--require-hashes", "-r", build)
    for lock in (build, packages):
        _pip(folder, "wheel", "--require-hashes", "--no-build-isolation", "-w", partial, "-r", lock)
    partial.rename(wheels)


def _install(folder, *arguments):
    # what lies beside the pip that runs would count as installed
    _pip(folder, "install", "--ignore-installed", *arguments)


def _pip(folder, command, *arguments):
    """pip, run by the environment's Python."""
    run(
        [folder / "bin" / "python", _program(folder), command, "--no-deps", *arguments],
        NETWORK,
        "pip",
        env=dict(os.environ, PIP_CACHE_DIR=str(CACHE / "pip")),
    )


def _program(folder):
    """The pip to run: the environment's own, else this Python's, else Debian's wheel of it."""
    for own in folder.glob("lib/python*/site-packages/pip"):
        return own
    spec = importlib.util.find_spec("pip")
    if spec:
        return os.path.dirname(spec.origin)
    unpacked = STATE / "pip"
    if not unpacked.exists():
        run(
            [TOOLS / "debian.sh", unpacked, PIP_PACKAGE],
            "pip could not be loaded; install the package python3-pip",
            "pip-load",
        )
    (wheel,) = unpacked.rglob("pip-*.whl")
    return wheel / "pip"
