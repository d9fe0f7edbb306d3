"""`python -m tests.fuzz.kills`: builds that are killed, and caches that are damaged.

A build is killed (kill -9) at so many moments: what stands in the hosted copy afterwards is the
release before, whole, or the new one, whole, and the next build gives the same bytes as one that
nobody killed. Then every entry of the cache is damaged, and the next build gives them again.
Publishing to a folder is killed in the same way.
"""

import argparse
import hashlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import SMALL

PROGRAM = (sys.executable, "-m", "bulletin")
NOISE = ("Traceback", "leaked semaphore", "resource_tracker")
PATIENCE = 600


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder with the digest of its bytes; locks and partial folders aside."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    }


class Trials:
    """A publication, its hosted copy and its cache, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.issues = shutil.copytree(SMALL, folder / "issues")
        self.out, self.cache, self.site = folder / "dist", folder / "cache", folder / "site"
        self.failures: list[str] = []

    def building(self, out: Path) -> list[str]:
        places = ["--in", str(self.issues), "--out", str(out), "--cache", str(self.cache)]
        return [*PROGRAM, "build", "--no-audio", "--edition", "web", "--edition", "epub", *places]

    def run(self, command: list[str], after: float | None = None) -> float:
        """How long a program takes, killed after so many seconds; what it says is judged."""
        begin = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as one:  # fmt: skip
            try:
                said = "".join(one.communicate(timeout=PATIENCE if after is None else after))
            except subprocess.TimeoutExpired:
                one.send_signal(signal.SIGKILL)
                said = "".join(one.communicate())
        if noise := [word for word in NOISE if word in said]:
            self.failures.append(f"{' '.join(command)}: {noise} in\n{said}")
        if after is None and one.returncode:
            self.failures.append(f"{' '.join(command)}: exit code {one.returncode}\n{said}")
        return time.monotonic() - begin

    def expect(self, what: str, found: dict[str, str], *allowed: dict[str, str]) -> None:
        if found not in allowed:
            wrong = sorted(name for name in found if found[name] != allowed[-1].get(name))
            lost = sorted(set(allowed[-1]) - set(found))
            self.failures.append(f"{what}: other bytes in {wrong[:9]}, without {lost[:9]}")

    def kill_builds(self, moments: int) -> None:
        """The release before is whole, or the new one, whenever the build was killed."""
        whole = self.run(self.building(self.out))
        before = digests(self.out)
        for number in range(moments):
            shutil.rmtree(self.cache, ignore_errors=True)
            self.run(self.building(self.out), after=whole * (number + 1) / (moments + 1))
            self.expect(f"killed build {number}", digests(self.out), before)
        self.run(self.building(self.out))
        self.expect("the build after the killed ones", digests(self.out), before)

    def damage_cache(self, seed: str) -> int:
        """No wrong byte of the cache reaches a release."""
        rng = random.Random(seed)  # noqa: S311, nothing here is a secret
        before = digests(self.out)
        entries = [file for file in self.cache.rglob("*") if file.is_file()]
        for entry in entries:
            data = bytearray(entry.read_bytes())
            if data:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            entry.chmod(0o644)
            entry.write_bytes(data[: rng.choice([len(data), len(data), len(data) // 2, 0])])
        shutil.rmtree(self.out)
        self.run(self.building(self.out))
        self.expect("the build from a damaged cache", digests(self.out), before)
        return len(entries)

    def kill_publishing(self, moments: int) -> None:
        """A place that was half published is whole after the next time."""
        command = [*PROGRAM, "publish", "--in", str(self.issues), "--out", str(self.out)]
        command += ["--to", str(self.site)]
        whole = self.run(command)
        before = digests(self.site)
        for number in range(moments):
            shutil.rmtree(self.site)
            self.run(command, after=whole * (number + 1) / (moments + 1))
            self.run(command)
            self.expect(f"killed publishing {number}", digests(self.site), before)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.kills", description=__doc__)
    parser.add_argument("--builds", type=int, default=30)
    parser.add_argument("--publishings", type=int, default=20)
    parser.add_argument("--seed", default="12")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        trials = Trials(Path(temporary))
        trials.kill_builds(chosen.builds)
        entries = trials.damage_cache(chosen.seed)
        trials.kill_publishing(chosen.publishings)
    print(*trials.failures, sep="\n")  # noqa: T201, a command's result
    print(  # noqa: T201, as above
        f"{chosen.builds} builds and {chosen.publishings} publishings killed, {entries} entries "
        f"of the cache damaged: {len(trials.failures)} failures"
    )
    return bool(trials.failures)


if __name__ == "__main__":
    sys.exit(main())
