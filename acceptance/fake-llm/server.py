#!/usr/bin/env python3
"""A fake model provider on loopback: what it answers, and the tokens it reports, stand in scenarios.json.

The scenario is found by its prompt, anywhere in the request, so that unmodified clients can use it. OpenAI's chat
completions, embeddings and responses are below /v1, Anthropic's messages at /v1/messages; all other paths are 404.
"""

import argparse
import base64
import json
import pathlib
import struct
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SCENARIOS = json.loads((pathlib.Path(__file__).parent / "scenarios.json").read_text())
CREATED = 1760000000
SILENCE_SECONDS = 20


class Scenario:
    """One scenario and the call of it that a request asks for."""

    def __init__(self, name, request):
        self.name = name
        self.truth = SCENARIOS[name]
        self.error = self.truth.get("error", {})
        self.model = self.truth.get("responseModel", self.truth["requestModel"])
        self.tool = self.truth.get("tool", {})
        calls = self.truth["calls"]
        answered = "tool" in self.truth and self.tool["result"] in json.dumps(request)
        self.call = calls[1 if answered else 0] if calls else {}

    @staticmethod
    def of(request):
        text = json.dumps(request, ensure_ascii=False)
        for name, truth in SCENARIOS.items():
            if truth["prompt"] in text:
                return Scenario(name, request)
        return None

    def pieces(self):
        """The text as a stream cuts it."""
        words = self.call["text"].split(" ")
        return [word if i == 0 else " " + word for i, word in enumerate(words)]


class OpenAiChat:
    def __init__(self, scenario):
        self.scenario = scenario
        self.call = scenario.call

    def usage(self):
        return {
            "prompt_tokens": self.call["inputTokens"],
            "completion_tokens": self.call["outputTokens"],
            "total_tokens": self.call["inputTokens"] + self.call["outputTokens"],
            "prompt_tokens_details": {"cached_tokens": self.call["cacheReadTokens"], "audio_tokens": 0},
            "completion_tokens_details": {
                "reasoning_tokens": self.call["reasoningTokens"], "audio_tokens": 0,
                "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0,
            },
        }

    def envelope(self, kind):
        return {"id": self.call["responseId"], "object": kind, "created": CREATED, "model": self.scenario.model,
                "service_tier": "default", "system_fingerprint": "fp_fake"}

    def tool_call(self):
        tool = self.scenario.tool
        return {"id": tool["callId"], "type": "function",
                "function": {"name": tool["name"], "arguments": json.dumps(tool["arguments"])}}

    def message(self):
        if self.call.get("toolCall"):
            return {"role": "assistant", "content": None, "refusal": None, "tool_calls": [self.tool_call()]}
        return {"role": "assistant", "content": self.call["text"], "refusal": None}

    def plain(self):
        choice = {"index": 0, "message": self.message(), "logprobs": None, "finish_reason": self.call["finishReason"]}
        return self.envelope("chat.completion") | {"choices": [choice], "usage": self.usage()}

    def chunk(self, delta, finish=None):
        return self.envelope("chat.completion.chunk") | {
            "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}], "usage": None}

    def stream(self, request):
        yield None, self.chunk({"role": "assistant", "content": ""})
        if self.call.get("toolCall"):
            yield None, self.chunk({"tool_calls": [{"index": 0} | self.tool_call()]})
        else:
            for piece in self.scenario.pieces():
                yield None, self.chunk({"content": piece})
        if "finishReason" not in self.call:
            raise ConnectionAbortedError
        yield None, self.chunk({}, self.call["finishReason"])
        if (request.get("stream_options") or {}).get("include_usage"):
            yield None, self.envelope("chat.completion.chunk") | {"choices": [], "usage": self.usage()}
        yield None, "[DONE]"


class OpenAiEmbeddings:
    def __init__(self, scenario):
        self.scenario = scenario
        self.call = scenario.call

    def answer(self, request):
        count = len(request["input"]) if isinstance(request["input"], list) else 1
        vector = [0.25] * self.call["dimensions"]
        if request.get("encoding_format") == "base64":
            vector = base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
        tokens = self.call["inputTokens"]
        return {"object": "list", "model": self.scenario.model,
                "data": [{"object": "embedding", "index": i, "embedding": vector} for i in range(count)],
                "usage": {"prompt_tokens": tokens, "total_tokens": tokens}}


class OpenAiResponses:
    def __init__(self, scenario):
        self.scenario = scenario
        self.call = scenario.call

    def usage(self):
        return {
            "input_tokens": self.call["inputTokens"],
            "input_tokens_details": {"cached_tokens": self.call["cacheReadTokens"]},
            "output_tokens": self.call["outputTokens"],
            "output_tokens_details": {"reasoning_tokens": self.call["reasoningTokens"]},
            "total_tokens": self.call["inputTokens"] + self.call["outputTokens"],
        }

    def part(self, text):
        return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}

    def item(self, status, content):
        return {"id": "msg_" + self.call["responseId"], "type": "message", "role": "assistant",
                "status": status, "content": content}

    def response(self, status):
        done = status == "completed"
        return {
            "id": self.call["responseId"], "object": "response", "created_at": CREATED, "status": status,
            "model": self.scenario.model, "error": None, "incomplete_details": None, "instructions": None,
            "max_output_tokens": None, "metadata": {}, "parallel_tool_calls": True, "previous_response_id": None,
            "reasoning": {"effort": "medium", "summary": None}, "service_tier": "default", "store": False,
            "temperature": 1.0, "text": {"format": {"type": "text"}}, "tool_choice": "auto", "tools": [], "top_p": 1.0,
            "truncation": "disabled", "user": None,
            "output": [self.item("completed", [self.part(self.call["text"])])] if done else [],
            "usage": self.usage() if done else None,
        }

    def stream(self):
        number = 0

        def event(kind, **fields):
            nonlocal number
            number += 1
            return kind, {"type": kind, "sequence_number": number - 1} | fields

        at = {"item_id": "msg_" + self.call["responseId"], "output_index": 0, "content_index": 0}
        yield event("response.created", response=self.response("in_progress"))
        yield event("response.in_progress", response=self.response("in_progress"))
        yield event("response.output_item.added", output_index=0, item=self.item("in_progress", []))
        yield event("response.content_part.added", **at, part=self.part(""))
        for piece in self.scenario.pieces():
            yield event("response.output_text.delta", **at, delta=piece, logprobs=[])
        yield event("response.output_text.done", **at, text=self.call["text"], logprobs=[])
        yield event("response.content_part.done", **at, part=self.part(self.call["text"]))
        yield event("response.output_item.done", output_index=0,
                    item=self.item("completed", [self.part(self.call["text"])]))
        yield event("response.completed", response=self.response("completed"))


class AnthropicMessages:
    def __init__(self, scenario):
        self.scenario = scenario
        self.call = scenario.call

    def usage(self):
        """Anthropic's input_tokens are those beside the cache; the truth in scenarios.json is the whole input."""
        read, write = self.call["cacheReadTokens"], self.call["cacheWriteTokens"]
        hour = self.call.get("cacheWriteHourTokens", 0)
        return {
            "input_tokens": self.call["inputTokens"] - read - write, "output_tokens": self.call["outputTokens"],
            "cache_read_input_tokens": read, "cache_creation_input_tokens": write,
            "cache_creation": {"ephemeral_5m_input_tokens": write - hour, "ephemeral_1h_input_tokens": hour},
            "service_tier": "standard",
        }

    def content(self):
        if self.call.get("toolCall"):
            tool = self.scenario.tool
            return [{"type": "tool_use", "id": tool["callId"], "name": tool["name"], "input": tool["arguments"]}]
        return [{"type": "text", "text": self.call["text"]}]

    def plain(self):
        return {"id": self.call["responseId"], "type": "message", "role": "assistant", "model": self.scenario.model,
                "content": self.content(), "stop_reason": self.call["finishReason"], "stop_sequence": None,
                "usage": self.usage()}

    def deltas(self):
        if self.call.get("toolCall"):
            arguments = json.dumps(self.scenario.tool["arguments"])
            return self.content()[0] | {"input": {}}, [{"type": "input_json_delta", "partial_json": arguments}]
        return {"type": "text", "text": ""}, [{"type": "text_delta", "text": piece} for piece in self.scenario.pieces()]

    def stream(self):
        start = self.plain() | {"content": [], "stop_reason": None, "usage": self.usage() | {"output_tokens": 1}}
        block, deltas = self.deltas()
        yield "message_start", {"type": "message_start", "message": start}
        yield "content_block_start", {"type": "content_block_start", "index": 0, "content_block": block}
        yield "ping", {"type": "ping"}
        for delta in deltas:
            yield "content_block_delta", {"type": "content_block_delta", "index": 0, "delta": delta}
        yield "content_block_stop", {"type": "content_block_stop", "index": 0}
        final = {key: count for key, count in self.usage().items() if key.endswith("_tokens")}
        yield "message_delta", {"type": "message_delta", "usage": final,
                                "delta": {"stop_reason": self.call["finishReason"], "stop_sequence": None}}
        yield "message_stop", {"type": "message_stop"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *args):
        if self.server.verbose:
            super().log_message(format, *args)

    def do_GET(self):
        self.json(200, {"status": "up"})

    def do_POST(self):
        body = self.body()
        try:
            request = json.loads(body)
        except ValueError:
            return self.json(400, {"error": {"message": "not JSON", "type": "invalid_request_error"}})
        scenario = Scenario.of(request)
        if scenario is None:
            message = "No scenario has a prompt that is in this request."
            print(message, body[:500], file=sys.stderr)
            return self.json(400, {"error": {"message": message, "type": "invalid_request_error"}})
        if scenario.error.get("kind") == "timeout":
            return self.stay_silent()
        if "status" in scenario.error:
            return self.refuse(scenario)
        return self.answer(self.path.split("?")[0], scenario, request)

    def answer(self, path, scenario, request):
        streamed = bool(request.get("stream"))
        if path.endswith("/chat/completions"):
            chat = OpenAiChat(scenario)
            return self.events(chat.stream(request)) if streamed else self.json(200, chat.plain())
        if path.endswith("/embeddings"):
            return self.json(200, OpenAiEmbeddings(scenario).answer(request))
        if path.endswith("/responses"):
            responses = OpenAiResponses(scenario)
            return self.events(responses.stream()) if streamed else self.json(200, responses.response("completed"))
        if path.endswith("/messages"):
            messages = AnthropicMessages(scenario)
            return self.events(messages.stream()) if streamed else self.json(200, messages.plain())
        return self.json(404, {"error": {"message": "unknown path", "type": "invalid_request_error"}})

    def refuse(self, scenario):
        error = {"type": scenario.error["type"], "message": scenario.error["message"]}
        if scenario.truth["api"].startswith("anthropic"):
            return self.json(scenario.error["status"], {"type": "error", "error": error})
        return self.json(scenario.error["status"], {"error": error | {"param": None, "code": error["type"]}})

    def stay_silent(self):
        """Longer than any client of the scenarios waits."""
        time.sleep(SILENCE_SECONDS)
        self.close_connection = True

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(self.chunks())
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def chunks(self):
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def json(self, status, value):
        payload = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("x-request-id", "req_fake")
        self.end_headers()
        self.wfile.write(payload)

    def events(self, events):
        """Server-sent events in HTTP chunks; a stream that is cut ends without the last, empty chunk."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            for name, data in events:
                text = data if isinstance(data, str) else json.dumps(data)
                payload = ((f"event: {name}\n" if name else "") + f"data: {text}\n\n").encode()
                self.wfile.write(b"%x\r\n%s\r\n" % (len(payload), payload))
                self.wfile.flush()
                time.sleep(0.005)
            self.wfile.write(b"0\r\n\r\n")
        except ConnectionAbortedError:
            self.close_connection = True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one; the port is printed")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", arguments.port), Handler)
    server.daemon_threads = True
    server.verbose = arguments.verbose
    print(server.server_port, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
