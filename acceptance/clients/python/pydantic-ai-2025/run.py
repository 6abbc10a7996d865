"""Pydantic AI 1.0 with its first data format: messages as events, in one span attribute or as log records."""

import os

import openai
import plain_otel
import scenarios
from opentelemetry._events import set_event_logger_provider
from opentelemetry._logs import get_logger_provider
from opentelemetry.sdk._events import EventLoggerProvider
from pydantic_ai import Agent
from pydantic_ai.models.instrumented import InstrumentationSettings
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider
from scenarios import TRUTH

plain_otel.tracer()
set_event_logger_provider(EventLoggerProvider(get_logger_provider()))
Agent.instrument_all(InstrumentationSettings(version=1, event_mode=os.environ["EVENT_MODE"]))


def answer(tool):
    client = openai.AsyncOpenAI(max_retries=0, timeout=scenarios.TIMEOUT_SECONDS)
    model = OpenAIChatModel(TRUTH["requestModel"], provider=OpenAIProvider(openai_client=client))
    tools = [scenarios.get_weather] if "tool" in TRUTH else []
    Agent(model, name=scenarios.AGENT, instructions=TRUTH.get("system"), tools=tools).run_sync(TRUTH["prompt"])


scenarios.APIS = dict.fromkeys(scenarios.APIS, answer)
scenarios.run()
