"""The scenarios of fake-llm/scenarios.json as an application would run them, the same for every instrumentation.

A client's run.py sets its library up, wraps `run` in what that library offers for agent, session, user and tags, and
flushes. `AGENT` and the rest are the names that the recordings' index promises.
"""

import json
import pathlib
import sys

AGENT = "travel_agent"
SESSION = "session-42"
USER = "user-7"
TAGS = ["acceptance", "blue"]

ALL = json.loads((pathlib.Path(__file__).parents[2] / "fake-llm" / "scenarios.json").read_text())
NAME = sys.argv[1] if len(sys.argv) > 1 else "chat"
TRUTH = ALL[NAME]
TIMEOUT_SECONDS = 0.7 if TRUTH.get("error", {}).get("kind") == "timeout" else 10

CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
DESCRIPTION = "The weather of a city"


def get_weather(city: str) -> str:
    """The weather of a city"""
    return TRUTH["tool"]["result"]


def run(tool=get_weather):
    """Runs the scenario; one that must fail fails here, and a failure that was not asked for is raised."""
    expects_failure = "error" in TRUTH
    try:
        APIS[TRUTH["api"]](tool)
    except Exception as failure:
        if not expects_failure:
            raise
        print(f"{NAME}: {type(failure).__name__}, as it should be")
    else:
        if expects_failure:
            raise AssertionError(f"{NAME} should have failed")


def openai_client():
    import openai

    return openai.OpenAI(max_retries=0, timeout=TIMEOUT_SECONDS)


def anthropic_client():
    import anthropic

    return anthropic.Anthropic(max_retries=0, timeout=TIMEOUT_SECONDS)


def openai_chat(tool):
    completions = openai_client().chat.completions
    messages = [{"role": "user", "content": TRUTH["prompt"]}]
    if "system" in TRUTH:
        messages.insert(0, {"role": "system", "content": TRUTH["system"]})
    request = {"model": TRUTH["requestModel"], "messages": messages}
    if TRUTH.get("stream"):
        for _ in completions.create(stream=True, stream_options={"include_usage": True}, **request):
            pass
        return
    if "tool" not in TRUTH:
        completions.create(**request)
        return
    function = {"name": TRUTH["tool"]["name"], "description": DESCRIPTION, "parameters": CITY}
    request["tools"] = [{"type": "function", "function": function}]
    message = completions.create(**request).choices[0].message
    call = message.tool_calls[0]
    result = tool(**json.loads(call.function.arguments))
    messages += [message.model_dump(exclude_none=True), {"role": "tool", "tool_call_id": call.id, "content": result}]
    completions.create(**request)


def openai_embeddings(tool):
    openai_client().embeddings.create(model=TRUTH["requestModel"], input=TRUTH["prompt"])


def openai_responses(tool):
    responses = openai_client().responses
    request = {"model": TRUTH["requestModel"], "instructions": TRUTH["system"], "input": TRUTH["prompt"]}
    if TRUTH.get("stream"):
        for _ in responses.create(stream=True, **request):
            pass
    else:
        responses.create(**request)


def anthropic_messages(tool):
    api = anthropic_client().messages
    messages = [{"role": "user", "content": TRUTH["prompt"]}]
    request = {"model": TRUTH["requestModel"], "max_tokens": 1000, "messages": messages}
    if "system" in TRUTH:
        request["system"] = TRUTH["system"]
    if TRUTH.get("stream"):
        for _ in api.create(stream=True, **request):
            pass
        return
    if "tool" not in TRUTH:
        api.create(**request)
        return
    request["tools"] = [{"name": TRUTH["tool"]["name"], "description": DESCRIPTION, "input_schema": CITY}]
    answer = api.create(**request)
    use = next(block for block in answer.content if block.type == "tool_use")
    content = [{"type": "tool_use", "id": use.id, "name": use.name, "input": use.input}]
    result = {"type": "tool_result", "tool_use_id": use.id, "content": tool(**use.input)}
    messages += [{"role": "assistant", "content": content}, {"role": "user", "content": [result]}]
    api.create(**request)


APIS = {
    "openai.chat": openai_chat,
    "openai.embeddings": openai_embeddings,
    "openai.responses": openai_responses,
    "anthropic.messages": anthropic_messages,
}
