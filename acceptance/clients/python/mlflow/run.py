"""MLflow's tracing SDK: autolog of the clients, an AGENT span. Session and user are told by update_current_trace, but OTLP
export leaves them out; tags it sends."""

import os

# The common variable would turn its metrics on, too, which fail in the package without the whole of MLflow.
os.environ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = os.environ.pop("OTEL_EXPORTER_OTLP_ENDPOINT") + "/v1/traces"
os.environ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf"
os.environ["MLFLOW_ENABLE_ASYNC_TRACE_LOGGING"] = "false"

import mlflow  # noqa: E402  reads the environment
import mlflow.anthropic  # noqa: E402
import mlflow.openai  # noqa: E402
import scenarios  # noqa: E402

mlflow.openai.autolog()
mlflow.anthropic.autolog()


@mlflow.trace(name="get_weather", span_type="TOOL")
def get_weather(city):
    return scenarios.get_weather(city)


with mlflow.start_span(name=scenarios.AGENT, span_type="AGENT") as agent:
    agent.set_inputs({"question": scenarios.TRUTH["prompt"]})
    mlflow.update_current_trace(session_id=scenarios.SESSION, user=scenarios.USER, tags={tag: "yes" for tag in scenarios.TAGS})
    scenarios.run(get_weather)
