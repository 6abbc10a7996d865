"""OpenTelemetry's own instrumentation. It has no notion of agent, session or user: the application's own span, written
after the GenAI conventions, carries them."""

import plain_otel
import scenarios
from opentelemetry.instrumentation.genai.anthropic import AnthropicInstrumentor

tracer = plain_otel.tracer()
AnthropicInstrumentor().instrument()


def get_weather(city):
    attributes = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "get_weather",
                  "gen_ai.tool.call.id": scenarios.TRUTH["tool"]["callId"]}
    with tracer.start_as_current_span("execute_tool get_weather", attributes=attributes):
        return scenarios.get_weather(city)


agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": scenarios.AGENT,
         "gen_ai.conversation.id": scenarios.SESSION, "user.id": scenarios.USER}
with tracer.start_as_current_span(f"invoke_agent {scenarios.AGENT}", attributes=agent):
    scenarios.run(get_weather)
