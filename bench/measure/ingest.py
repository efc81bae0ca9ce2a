"""First backup of the same files three times: on the server itself, through an agent, and through an agent as several datasources at once."""
import argparse, json, os, pathlib, random, re, shutil, statistics, subprocess, sys, tempfile, time

WORDS = 4096


def make_data(folder, mib, parts):
    """Half incompressible, half text of random words, in large and small files; the same for the same size."""
    rng = random.Random(11)
    words = [bytes(rng.choices(b"abcdefghijklmnopqrstuvwxyz", k=rng.randint(2, 10))) for _ in range(WORDS)]
    each = (mib << 20) // parts
    for part in range(parts):
        root = folder / f"part{part}"
        left = each
        number = 0
        while left > 0:
            size = min(left, rng.choice([4 << 10, 12 << 10, 200 << 10, 8 << 20, 24 << 20]))
            if number % 2:
                content = rng.randbytes(size)
            else:
                block = b" ".join(rng.choices(words, k=min(size // 6 + 1, 200_000)))
                content = (block * (size // len(block) + 1))[:size] if size <= len(block) else b"".join(
                    b" ".join(rng.choices(words, k=200_000)) for _ in range(size // len(block) + 1))[:size]
            target = root / f"d{number % 17}" / f"f{number}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            left -= size
            number += 1


class Site:
    def __init__(self, holdfast, folder):
        self.holdfast, self.data, self.agent = holdfast, folder / "server", folder / "agent"
        self.data.mkdir(parents=True)
        (self.data / "settings.json").write_text(json.dumps({"maxJobs": 16, "maxJobsPerServer": 16, "maxPoolJobs": 16}))
        self.run("up", "--detach", "--port", "0")
        self.agent_process = None

    def run(self, *command, data=None):
        done = subprocess.run([self.holdfast, *command, "--data", str(data or self.data)], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
        return done.stdout

    def start_agent(self):
        told = self.run("agent", "token")
        port, token = re.search(r":(\d+) --token (\S+)", told).groups()
        self.run("agent", "enroll", "--server", f"https://127.0.0.1:{port}", "--token", token, "--name", "bench", data=self.agent)
        self.agent_process = int(re.search(r"Process (\d+)", self.run("agent", "run", "--detach", data=self.agent)).group(1))
        until = time.monotonic() + 60
        while not re.search(r"\bok\b", self.run("agent", "list")):
            if time.monotonic() > until:
                raise SystemExit("the agent did not connect within a minute")
            time.sleep(0.2)

    def protect(self, paths, server=None):
        """Seconds from the first job's start to the last one's end, by the server."""
        os.sync()
        begun = time.monotonic()
        told = json.loads(self.run("protect", *map(str, paths), "--wait", "--json", *(["--server", server] if server else [])))
        wall = time.monotonic() - begun
        jobs = told["jobs"] if "jobs" in told else [told]
        if any(job["state"] != "succeeded" for job in jobs):
            raise SystemExit(f"a job failed: {jobs}")
        return max(job["durationMs"] for job in jobs) / 1000 if len(jobs) == 1 else wall

    def stop(self):
        if self.agent_process:
            os.kill(self.agent_process, 15)
        self.run("down")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mib", type=int, default=1024)
    options.add_argument("--parts", type=int, default=5, help="datasources of the third measurement; each job has four streams")
    options.add_argument("--runs", type=int, default=3, help="of each measurement, in turns; the median counts")
    options.add_argument("--holdfast", default="./holdfast")
    options.add_argument("--work", default=None)
    given = options.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="ingest-", dir=given.work))
    try:
        print("making data", file=sys.stderr)
        make_data(work / "data", given.mib, given.parts)
        everything = work / "data"
        measurements = [
            ("on the server itself", [everything], None),
            ("through an agent", [everything], "bench"),
            (f"through an agent, {given.parts} datasources at once, {given.parts * 4} streams", [everything / f"part{i}" for i in range(given.parts)], "bench"),
        ]
        seconds = {name: [] for name, _, _ in measurements}
        for run in range(given.runs):
            for name, paths, server in measurements:
                print(f"{name}, run {run + 1}", file=sys.stderr)
                site = Site(given.holdfast, work / "site")
                try:
                    if server:
                        site.start_agent()
                    seconds[name].append(site.protect(paths, server))
                finally:
                    site.stop()
                shutil.rmtree(site.data.parent)
        rows = [(name, statistics.median(all_runs), given.mib / statistics.median(all_runs)) for name, all_runs in seconds.items()]
    finally:
        shutil.rmtree(work)
    print(f"Load average at the end: {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors, {given.mib} MiB, median of {given.runs}\n")
    print("| first backup | seconds | MiB/s | of the local rate |\n|---|---:|---:|---:|")
    for name, seconds, rate in rows:
        print(f"| {name} | {seconds:.1f} | {rate:.0f} | {rate / rows[0][2]:.2f} |")


main()
