"""Pydantic AI makes the calls itself, so the scenarios are its agents here. It is told of by Logfire, or by its own
instrumentation with the plain SDK (OWN_INSTRUMENTATION)."""

import os

import scenarios
from scenarios import TRUTH
from pydantic_ai import Agent, Embedder
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

own = "OWN_INSTRUMENTATION" in os.environ
if own:
    import plain_otel
    from pydantic_ai.models.instrumented import InstrumentationSettings

    plain_otel.tracer()
    Agent.instrument_all(InstrumentationSettings(version=int(os.environ["OWN_INSTRUMENTATION"])))
    Embedder.instrument_all()
else:
    import logfire

    logfire.configure(send_to_logfire=False, console=False, inspect_arguments=False)
    logfire.instrument_pydantic_ai()
    Embedder.instrument_all()


def model():
    import anthropic
    import openai

    if TRUTH["api"] == "anthropic.messages":
        client = anthropic.AsyncAnthropic(max_retries=0, timeout=scenarios.TIMEOUT_SECONDS)
        return AnthropicModel(TRUTH["requestModel"], provider=AnthropicProvider(anthropic_client=client))
    client = openai.AsyncOpenAI(max_retries=0, timeout=scenarios.TIMEOUT_SECONDS)
    kind = OpenAIResponsesModel if TRUTH["api"] == "openai.responses" else OpenAIChatModel
    return kind(TRUTH["requestModel"], provider=OpenAIProvider(openai_client=client))


def answer(tool=None):
    if TRUTH["api"] == "openai.embeddings":
        Embedder("openai:" + TRUTH["requestModel"]).embed_documents_sync([TRUTH["prompt"]])
        return
    tools = [scenarios.get_weather] if "tool" in TRUTH else []
    agent = Agent(model(), name=scenarios.AGENT, instructions=TRUTH.get("system"), tools=tools)
    if TRUTH.get("stream"):
        for _ in agent.run_stream_sync(TRUTH["prompt"], conversation_id=scenarios.SESSION).stream_text():
            pass
    else:
        agent.run_sync(TRUTH["prompt"], conversation_id=scenarios.SESSION)


scenarios.APIS = dict.fromkeys(scenarios.APIS, answer)
if own:
    scenarios.run()
else:
    with logfire.set_baggage(**{"user.id": scenarios.USER}), logfire.span("travel", _tags=scenarios.TAGS):
        scenarios.run()
    logfire.shutdown()
