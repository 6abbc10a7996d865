"""What `record` and `live` share: clients that are installed once, processes that end with ours, and the environment in
which a client runs a scenario."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import venv

HERE = pathlib.Path(__file__).resolve().parent
RECORDINGS = HERE.parent / "test-kit/src/main/resources/recordings"
CACHE = pathlib.Path.home() / ".cache/observability-factory/acceptance"
PROVIDER_PORT = "18080"  # in the recordings, whatever port it had
SCENARIO_SECONDS = 180


class Failed(Exception):
    """Told to the user as it is, without a stack trace."""


def shell(command, log, **options):
    """Runs a command; what it printed is shown only when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as out:
        code = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, **options).returncode
    if code != 0:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-25:])
        raise Failed(f"{' '.join(map(str, command))}\nended with {code}; the end of {log}:\n{tail}")


class Installed:
    """A folder of the cache that is made once per content of the files that say what belongs into it."""

    def __init__(self, cache, name, files):
        self.folder = cache / name
        self.log = cache / "log" / f"install-{name.replace('/', '-')}.log"
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
        self.stamp = self.folder / f".installed-{digest[:16]}"

    def make(self, install):
        if self.stamp.exists():
            return
        print(f"  installing {self.folder.name} …", flush=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        install(self.folder, self.log)
        self.stamp.touch()


def python_of(cache, name, requirements):
    def install(folder, log):
        venv.create(folder, with_pip=True, symlinks=True)
        shell([folder / "bin/python", "-m", "pip", "install", "-q", "--no-deps", "-r", requirements], log)

    installed = Installed(cache, name, [requirements])
    installed.make(install)
    return installed.folder / "bin/python"


class PythonClient:
    def __init__(self, folder, cache):
        self.folder = folder
        self.python = python_of(cache, f"python/{folder.name}", folder / "requirements.txt")

    def command(self, scenario):
        return [self.python, self.folder / "run.py", scenario]

    def environment(self, scenario):
        return {"PYTHONPATH": str(self.folder.parent), "PYTHONDONTWRITEBYTECODE": "1"}

    def version(self, package):
        pins = (self.folder / "requirements.txt").read_text()
        return re.search(rf"^{re.escape(package)}(?:\[.*?\])?==(.+)$", pins, re.M).group(1)


class NodeClient:
    """Node finds packages beside the script, so the script is copied to where they are."""

    def __init__(self, folder, cache):
        self.folder = folder
        package = folder / "package.json"

        def install(target, log):
            shutil.copy(package, target)
            shell(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"], log, cwd=target)

        self.installed = Installed(cache, f"node/{folder.name}", [package])
        self.installed.make(install)
        for file in [*folder.glob("*.mjs"), *folder.parent.glob("*.mjs")]:
            shutil.copy(file, self.installed.folder)

    def command(self, scenario):
        return ["node", self.installed.folder / "run.mjs", scenario]

    def environment(self, scenario):
        return {"SCENARIOS_FILE": str(HERE / "fake-llm/scenarios.json")}

    def version(self, package):
        return json.loads((self.folder / "package.json").read_text())["dependencies"][package]


class JavaClient:
    """Built by Maven, with what all Java clients share beside its own classes."""

    def __init__(self, folder, cache):
        self.folder = folder
        sources = sorted(file for file in folder.rglob("*") if file.is_file() and "target" not in file.parts)
        shared = folder.parent / "Scenario.java"

        def install(target, log):
            for file in sources:
                copy = target / file.relative_to(folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, copy)
            shutil.copy(shared, target / "src/main/java/acceptance")
            shell([HERE.parent / "mvnw", "-ntp", "-q", *maven_options(), "-f", target / "pom.xml", "package"], log,
                  cwd=HERE.parent)

        self.installed = Installed(cache, f"java/{folder.name}", [*sources, shared])
        self.installed.make(install)

    def command(self, scenario):
        java = pathlib.Path(os.environ["JAVA_HOME"]) / "bin/java" if os.environ.get("JAVA_HOME") else "java"
        return [java, "-jar", self.installed.folder / "target/app/run.jar", scenario]

    def environment(self, scenario):
        truth = scenarios()[scenario]
        told = {"API": truth["api"], "MODEL": truth["requestModel"], "PROMPT": truth["prompt"],
                "SYSTEM": truth.get("system", ""), "STREAM": str(truth.get("stream", False)).lower(),
                "TOOL_RESULT": truth.get("tool", {}).get("result", ""), "ERROR": truth.get("error", {}).get("kind", "")}
        told["TIMEOUT_MILLIS"] = "700" if told["ERROR"] == "timeout" else "10000"
        return {"SCENARIO_" + key: value for key, value in told.items()}

    def version(self, package):
        pom = (self.folder / "pom.xml").read_text()
        return re.search(r"<client\.version>(.+?)</client\.version>", pom).group(1)


def scenarios():
    return json.loads((HERE / "fake-llm/scenarios.json").read_text())


def maven_options():
    """For whoever needs a local repository of its own."""
    return os.environ.get("MAVEN_OPTIONS", "").split()


KINDS = {"python": PythonClient, "node": NodeClient, "java": JavaClient}


class Background:
    """A process of ours that prints its port as its first line, and ends with this one."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = self.process.stdout.readline().strip()
        if not self.port:
            raise Failed(f"{' '.join(map(str, command))} did not start.")

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.process.terminate()
        self.process.wait()


def environment(client, scenario, variant, provider_port, telemetry):
    """Only what a client needs: nothing of the caller's settings may change what is sent."""
    provider = f"http://127.0.0.1:{provider_port}"
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR", "LANG", "JAVA_HOME") if key in os.environ}
    return kept | {
        "OPENAI_BASE_URL": provider + "/v1", "OPENAI_API_KEY": "sk-fake", "ANTHROPIC_BASE_URL": provider,
        "ANTHROPIC_API_KEY": "sk-fake", "OTEL_EXPORTER_OTLP_ENDPOINT": telemetry,
        "LANGFUSE_PUBLIC_KEY": "pk-lf-fake", "LANGFUSE_SECRET_KEY": "sk-lf-fake",
        "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf", "OTEL_SERVICE_NAME": "travel-service",
        "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment.name=acceptance,service.version=1.2.3",
        "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost",
    } | client.environment(scenario) | variant.get("environment", {})


def recorder(cache, folder, provider_port, *options):
    """The receiver, which replaces what tells of this machine."""
    python = python_of(cache, "recorder", HERE / "recorder/requirements.txt")
    neutral = ["--replace", f"{cache}=/app", "--replace", f"{HERE}=/app",
               "--replace", f":{provider_port}=:{PROVIDER_PORT}", "--provider-port", provider_port, PROVIDER_PORT]
    return Background([python, HERE / "recorder/recorder.py", "--folder", folder, *neutral, *options])


def all_clients():
    return [(language, file.parent) for language in KINDS for file in sorted(HERE.glob(f"clients/{language}/*/client.json"))]


def chosen(names):
    every = all_clients()
    unknown = [n for n in names if n not in KINDS and n not in {folder.name for _, folder in every}]
    if unknown:
        raise Failed(f"No such client: {', '.join(unknown)}. There are: {', '.join(f.name for _, f in every)}")
    return [(language, folder) for language, folder in every
            if not names or folder.name in names or language in names]
