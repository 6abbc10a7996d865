#!/usr/bin/env python3
"""An OTLP receiver that writes what it gets as OTLP/JSON: FOLDER/CLIENT/SCENARIO.SIGNAL.json.

A client sends to http://127.0.0.1:PORT/CLIENT/SCENARIO as its OTLP endpoint, so that a late export still finds its file.
With --forward the bytes also go on to a real receiver, untouched, and its answer is the client's.
Protobuf and JSON are taken, plain or gzip. Several exports of a scenario become one request. What tells of the machine
that recorded is replaced by neutral values; attributes of spans and logs, times and ids stay as they were sent.
"""

import argparse
import base64
import getpass
import gzip
import json
import pathlib
import re
import socket
import sys
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from google.protobuf import json_format
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

REQUESTS = {"traces": ExportTraceServiceRequest, "logs": ExportLogsServiceRequest, "metrics": ExportMetricsServiceRequest}
GROUPS = {"traces": ("resourceSpans", "scopeSpans", "spans"), "logs": ("resourceLogs", "scopeLogs", "logRecords")}
IDS = ("traceId", "spanId", "parentSpanId")
STACKTRACE_LIMIT = 600
LINE = 130


class Otlp:
    """Between protobuf and OTLP's own JSON, which differs from protobuf's in ids (hex) and enums (numbers)."""

    @staticmethod
    def from_protobuf(signal, body):
        return Otlp.to_json(REQUESTS[signal].FromString(body))

    @staticmethod
    def from_json(signal, body):
        parsed = Otlp.ids(json.loads(body), lambda hexadecimal: base64.b64encode(bytes.fromhex(hexadecimal)).decode())
        return Otlp.to_json(json_format.ParseDict(parsed, REQUESTS[signal](), ignore_unknown_fields=True))

    @staticmethod
    def to_json(message):
        plain = json_format.MessageToDict(message, use_integers_for_enums=True)
        return Otlp.ids(plain, lambda text: base64.b64decode(text).hex())

    @staticmethod
    def ids(value, change):
        if isinstance(value, list):
            return [Otlp.ids(element, change) for element in value]
        if isinstance(value, dict):
            return {k: change(v) if k in IDS and isinstance(v, str) else Otlp.ids(v, change) for k, v in value.items()}
        return value


class Neutral:
    """Takes out what belongs to the machine that records."""

    RESOURCE = {
        "host.name": "host", "host.id": "host", "host.ip": "127.0.0.1", "host.arch": "amd64", "process.pid": 1,
        "process.parent_pid": 1, "process.owner": "user", "process.command": "client", "process.command_line": "client",
        "process.command_args": "client", "process.executable.name": "client", "process.executable.path": "/app/client",
        "process.working_directory": "/app", "os.description": "linux", "os.version": "0", "os.build_id": "0",
        "service.instance.id": "00000000-0000-4000-8000-000000000000", "container.id": "container",
        "process.runtime.description": "runtime",
        "process.creation.time": "2026-01-01T00:00:00Z",
    }

    def __init__(self, replacements, provider_port):
        self.replacements = sorted(replacements, key=lambda pair: -len(pair[0]))
        self.provider_port = provider_port

    def request(self, request, groups):
        for resource in request.get(groups[0], []):
            for attribute in resource.get("resource", {}).get("attributes", []):
                if attribute["key"] in self.RESOURCE:
                    attribute["value"] = self.value(self.RESOURCE[attribute["key"]])
        return self.tree(request)

    @staticmethod
    def value(plain):
        return {"intValue": str(plain)} if isinstance(plain, int) else {"stringValue": plain}

    def tree(self, value):
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.tree(element) for element in value]
        if isinstance(value, dict):
            return self.attribute({key: self.tree(element) for key, element in value.items()})
        return value

    def attribute(self, value):
        """Long stack traces, ids of processes and threads, and the port that the provider happened to get."""
        if value.get("key") == "exception.stacktrace" and "stringValue" in value.get("value", {}):
            value["value"]["stringValue"] = value["value"]["stringValue"][-STACKTRACE_LIMIT:]
        if value.get("key") in ("process.pid", "thread.id"):
            value["value"] = self.value(1)
        for kind in ("intValue", "stringValue"):
            if value.get(kind) == self.provider_port[0]:
                value[kind] = self.provider_port[1]
        return value

    def text(self, text):
        for old, new in self.replacements:
            text = text.replace(old, new)
        return re.sub(r"/[\w./@+-]*/(site-packages|node_modules|lib/python3[.\d]*)/", r"/app/\1/", text)


def readable(value, indent=""):
    """JSON with a line for each attribute rather than for each bracket."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) < LINE or not isinstance(value, (dict, list)):
        return line
    inner = indent + " "
    if isinstance(value, list):
        parts = [inner + readable(element, inner) for element in value]
        return "[\n" + ",\n".join(parts) + f"\n{indent}]"
    parts = [f"{inner}{json.dumps(key)}: {readable(element, inner)}" for key, element in value.items()]
    return "{\n" + ",\n".join(parts) + f"\n{indent}}}"


class Recordings:
    def __init__(self, folder, neutral):
        self.folder = folder
        self.neutral = neutral
        self.requests = {}
        self.lock = threading.Lock()

    def add(self, client, scenario, signal, request):
        if signal not in GROUPS:
            return
        groups = GROUPS[signal]
        request = self.neutral.request(request, groups)
        with self.lock:
            merged = self.requests.setdefault((client, scenario, signal), {groups[0]: []})
            self.merge(merged, request, groups)
            file = self.folder / client / f"{scenario}.{signal}.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(readable(merged) + "\n")

    @staticmethod
    def merge(merged, request, groups):
        """Spans of one resource and scope stand together, whatever export they came with."""
        outer, inner, items = groups
        for resource in request.get(outer, []):
            same = Recordings.same(merged[outer], resource, ("resource", "schemaUrl"), inner)
            for scope in resource.get(inner, []):
                Recordings.same(same[inner], scope, ("scope", "schemaUrl"), items)[items].extend(scope.get(items, []))

    @staticmethod
    def same(known, wanted, keys, list_name):
        for candidate in known:
            if all(candidate.get(key) == wanted.get(key) for key in keys):
                return candidate
        known.append({key: value for key, value in wanted.items() if key != list_name} | {list_name: []})
        return known[-1]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *args):
        pass

    def do_POST(self):
        body = self.body()
        parts = self.path.split("?")[0].strip("/").split("/")
        signal = parts[-1]
        json_wanted = "json" in self.headers.get("Content-Type", "")
        if len(parts) < 4 or parts[-2] != "v1" or signal not in REQUESTS:
            return self.answer(404, b"")
        status, answer = 200, b"{}" if json_wanted else b""
        if self.server.forward:
            status, answer = self.forward("/".join(parts[2:]), body)
        try:
            body = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
            decode = Otlp.from_json if json_wanted else Otlp.from_protobuf
            self.server.recordings.add(parts[0], parts[1], signal, decode(signal, body))
        except Exception as failure:
            print(f"{self.path}: {failure!r}", file=sys.stderr, flush=True)
            return self.answer(400, b"")
        return self.answer(status, answer)

    def forward(self, path, body):
        kept = {name: value for name, value in self.headers.items()
                if name.lower() not in ("host", "content-length", "transfer-encoding", "connection")}
        request = urllib.request.Request(f"{self.server.forward}/{path}", data=body, headers=kept, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as refusal:
            print(f"{path}: answered with {refusal.code}", file=sys.stderr, flush=True)
            return refusal.code, refusal.read()

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(self.chunks())
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def chunks(self):
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def answer(self, status, payload):
        self.send_response(status)
        self.send_header("Content-Type", self.headers.get("Content-Type", "application/x-protobuf"))
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)


def replacements(pairs):
    """Longer texts first; a host or user name too short to be one is left alone, since it may be a word."""
    known = [tuple(pair.split("=", 1)) for pair in pairs]
    known.append((str(pathlib.Path.home()) + "/", "/home/user/"))
    known += [(name, neutral) for name, neutral in ((socket.gethostname(), "host"), (getpass.getuser(), "user"))
              if len(name) > 4 and name != "localhost"]
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one; the port is printed")
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--replace", action="append", default=[], metavar="OLD=NEW")
    parser.add_argument("--provider-port", nargs=2, default=("", ""), metavar=("OLD", "NEW"))
    parser.add_argument("--forward", metavar="URL", help="OTLP endpoint that gets everything, too")
    arguments = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", arguments.port), Handler)
    server.daemon_threads = True
    server.forward = arguments.forward
    server.recordings = Recordings(arguments.folder, Neutral(replacements(arguments.replace), arguments.provider_port))
    print(server.server_port, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
