"""OpenInference: its tracer for agent and tool spans, using_attributes for session, user and tags."""

import plain_otel
import scenarios
from openinference.instrumentation import OITracer, TraceConfig, using_attributes
from openinference.instrumentation.anthropic import AnthropicInstrumentor

tracer = OITracer(plain_otel.tracer(), config=TraceConfig())
AnthropicInstrumentor().instrument(config=TraceConfig())


@tracer.tool(name="get_weather", description=scenarios.DESCRIPTION)
def get_weather(city: str) -> str:
    return scenarios.get_weather(city)


with using_attributes(session_id=scenarios.SESSION, user_id=scenarios.USER, tags=scenarios.TAGS,
                      metadata={"team": "travel"}):
    with tracer.start_as_current_span(scenarios.AGENT, openinference_span_kind="agent",
                                      attributes={"agent.name": scenarios.AGENT}) as agent:
        agent.set_input(scenarios.TRUTH["prompt"])
        scenarios.run(get_weather)
