"""Python environments from the locked requirements, by pip as it is configured on this machine."""

import os
import shutil
import sys
from pathlib import Path

from .places import BASE_PYTHON, CACHE, REQUIREMENTS, venv
from .steps import digest, once, run

NETWORK = (
    "pip could not load the Python packages; check the network and pip's settings, then run the "
    "same command again"
)
SYSTEM_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
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
    once("venv-" + name, TITLES[name], [sys.version, *locks], lambda: _make(name, locks))


def _private():
    """Whether this is our own Python, for which pip comes apart."""
    return Path(sys.prefix) == BASE_PYTHON / "usr"


def _make(name, locks):
    folder = venv(name)
    shutil.rmtree(folder, ignore_errors=True)
    bare = ["--without-pip"] if _private() else []
    run(
        [sys.executable, "-m", "venv", *bare, folder],
        "the Python environment could not be made; install the package python3-venv",
        "venv",
    )
    wheels = CACHE / "wheels" / digest(sys.version, *locks)
    if not wheels.exists():
        _load(folder, locks, wheels)
    # Checked against the locked hashes when they were loaded.
    _pip(folder, "install", "--no-index", "--no-compile", *sorted(wheels.glob("*.whl")))


def _load(folder, locks, wheels):
    """Fill ``wheels`` with what the locks name; source packages are built."""
    build, packages = locks
    partial = wheels.with_name(wheels.name + ".part")
    _pip(folder, "install", "--require-hashes", "-r", build)
    for lock in (build, packages):
        _pip(folder, "wheel", "--require-hashes", "--no-build-isolation", "-w", partial, "-r", lock)
    partial.rename(wheels)


def _pip(folder, command, *arguments):
    """pip of the environment, or Debian's as long as there is none."""
    environment = dict(os.environ, PIP_CACHE_DIR=str(CACHE / "pip"))
    if _private() and not (folder / "bin" / "pip").exists():
        wheel = next(BASE_PYTHON.glob("usr/share/python-wheels/pip-*.whl"))
        environment["PYTHONPATH"] = str(wheel)
    certificates = BASE_PYTHON / "ca.pem"
    if not os.path.exists(SYSTEM_CERTIFICATES) and certificates.exists():
        environment.setdefault("PIP_CERT", str(certificates))
    run(
        [folder / "bin" / "python", "-m", "pip", command, "--no-deps", *arguments],
        NETWORK,
        "pip",
        env=environment,
    )
