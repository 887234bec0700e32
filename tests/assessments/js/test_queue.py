"""The learner's local queue, in the language it is written in."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
QUEUE = HERE.parents[2] / "assessments/static/assessments/js/queue.js"
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="Node is not needed to run the product, only for this test")
def test_the_queue_loses_nothing_and_overwrites_nothing(tmp_path):
    module = tmp_path / "queue.mjs"
    module.write_text(QUEUE.read_text(encoding="utf-8"), encoding="utf-8")
    environment = os.environ | {"QUEUE_JS": module.as_uri()}

    done = subprocess.run(
        [NODE, "--test", str(HERE / "queue.test.mjs")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stdout[-4000:]
