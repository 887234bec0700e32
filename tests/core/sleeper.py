"""A child for tests: ``stubborn`` ignores polite requests, ``family`` has a child of its own, ``brief`` ends."""

import signal
import subprocess
import sys
import time


def main(kind: str) -> None:
    if kind == "brief":
        raise SystemExit(3)
    if kind == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if kind == "family":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    time.sleep(60)


if __name__ == "__main__":
    main(sys.argv[1])
