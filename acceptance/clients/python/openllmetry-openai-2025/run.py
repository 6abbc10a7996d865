"""OpenLLMetry's instrumentation as it was in 2025, with indexed attributes for messages; still much in use."""

import plain_otel
import scenarios
from opentelemetry.instrumentation.openai import OpenAIInstrumentor

tracer = plain_otel.tracer()
OpenAIInstrumentor().instrument()


def get_weather(city):
    attributes = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "get_weather",
                  "gen_ai.tool.call.id": scenarios.TRUTH["tool"]["callId"]}
    with tracer.start_as_current_span("execute_tool get_weather", attributes=attributes):
        return scenarios.get_weather(city)


agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": scenarios.AGENT,
         "gen_ai.conversation.id": scenarios.SESSION, "user.id": scenarios.USER}
with tracer.start_as_current_span(f"invoke_agent {scenarios.AGENT}", attributes=agent):
    scenarios.run(get_weather)
