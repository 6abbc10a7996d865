"""Langfuse's SDK: its drop-in for the OpenAI client inside an agent observation. LANGFUSE_BASE_URL is the OTLP endpoint,
under which it uses a path of its own."""

import os

import scenarios

os.environ["LANGFUSE_BASE_URL"] = os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"]

import langfuse.openai  # noqa: E402  replaces the methods of the OpenAI client
from langfuse import get_client, observe, propagate_attributes  # noqa: E402


@observe(name="get_weather", as_type="tool")
def get_weather(city):
    return scenarios.get_weather(city)


client = get_client()
with client.start_as_current_observation(name=scenarios.AGENT, as_type="agent", input=scenarios.TRUTH["prompt"]):
    with propagate_attributes(user_id=scenarios.USER, session_id=scenarios.SESSION, tags=scenarios.TAGS,
                              metadata={"team": "travel"}, version="1.2.3"):
        scenarios.run(get_weather)
client.flush()
client.shutdown()
