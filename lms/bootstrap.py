"""Set up the virtual environment with nothing but the standard library.

Run by the Makefile with whatever ``python3`` the machine has, so the syntax stays old enough for an old
Python to reach the sentence that says it is too old.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
OLDEST = (3, 11)


def refuse(sentence):
    sys.stderr.write(sentence + "\n")
    raise SystemExit(1)


def python_of(venv):
    return os.path.join(venv, "Scripts" if os.name == "nt" else "bin", "python")


def check_machine():
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:2])
        refuse(
            "Piawai needs Python 3.11 or newer; this is Python " + found + ". Set PYTHON=/path/to/python3.11."
        )
    try:
        import ensurepip  # only asked whether it is there; Debian ships it apart
        import venv
    except ImportError:
        refuse("Piawai needs Python's venv module; on Debian and Ubuntu: apt-get install python3-venv.")


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path) as file:
        return file.read()


def fingerprint(lock):
    with open(lock, "rb") as file:
        return hashlib.sha256(file.read() + sys.version.encode()).hexdigest()


def install(lock):
    subprocess.check_call([sys.executable, "-m", "venv", VENV])
    subprocess.check_call(
        [python_of(VENV), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        + ["--require-hashes", "--only-binary", ":all:", "-r", lock]
    )


def main():
    check_machine()
    lock = os.path.join(ROOT, "requirements-dev.lock" if "dev" in sys.argv[1:] else "requirements.lock")
    stamp = os.path.join(VENV, ".piawai-" + os.path.basename(lock))
    wanted = fingerprint(lock)
    if read(stamp) == wanted:
        return
    sys.stdout.write("Installing the packages of {} ...\n".format(os.path.basename(lock)))
    sys.stdout.flush()
    install(lock)
    with open(stamp, "w") as file:
        file.write(wanted)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        refuse("The packages could not be installed ({}); the lines above say why.".format(error))
