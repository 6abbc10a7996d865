"""Traceloop's SDK (OpenLLMetry): agent and tool decorators, association properties for session and user."""

import os

import scenarios
from traceloop.sdk import Traceloop
from traceloop.sdk.decorators import agent, tool, workflow

attributes = "MESSAGES_AS_EVENTS" not in os.environ
if not attributes:
    import plain_otel

    plain_otel.logs()
Traceloop.init(app_name="travel-service", api_endpoint=os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"], disable_batch=True,
               telemetry_enabled=False, use_attributes=attributes)


@tool(name="get_weather")
def get_weather(city):
    return scenarios.get_weather(city)


@agent(name=scenarios.AGENT)
def answer():
    scenarios.run(get_weather)


@workflow(name="travel_workflow")
def travel():
    Traceloop.set_association_properties({"user_id": scenarios.USER, "session_id": scenarios.SESSION})
    answer()


travel()
