"""OpenLIT: agent_context and a span of its own for the agent, using_attributes for session, user and tags, prices from
a file beside this one."""

import os
import pathlib

import openlit
import scenarios

prices = pathlib.Path(__file__).parent / "prices.json"
openlit.init(otlp_endpoint=os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"], application_name="travel-service",
             service_name="travel-service", environment="acceptance", disable_batch=True, capture_message_content=True,
             disable_metrics=True, disable_events=os.environ.get("EVENTS") is None, pricing_json=str(prices),
             disabled_instrumentors=["httpx", "requests", "urllib3", "urllib", "asyncio", "threading"])


@openlit.trace
def get_weather(city):
    return scenarios.get_weather(city)


attributes = {"user.id": scenarios.USER, "session.id": scenarios.SESSION, "tag.tags": scenarios.TAGS}
with openlit.agent_context(scenarios.AGENT), openlit.using_attributes(attributes):
    with openlit.start_trace(scenarios.AGENT) as trace:
        trace.set_metadata({"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": scenarios.AGENT})
        scenarios.run(get_weather)
