/** How programs are told where to send their telemetry. */

/** @param {{endpoint: string, secret: string, publicKey: string}} to */
export function guides({endpoint, secret, publicKey}) {
  const environment = `export OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer ${secret}"`;
  return [
    {
      key: 'any', label: 'Any OpenTelemetry SDK', code: environment,
      note: 'Every SDK and the Collector read these variables. Where no keys are asked for, leave the third line out.',
    },
    {
      key: 'java', label: 'Java',
      code: `${environment}
java -javaagent:opentelemetry-javaagent.jar -jar your-agent.jar`,
      note: 'Quarkus: set quarkus.otel.exporter.otlp.endpoint and .headers to the same values. Spring Boot: management.otlp.tracing.endpoint with /v1/traces at its end.',
    },
    {
      key: 'python', label: 'Python',
      code: `pip install opentelemetry-distro opentelemetry-exporter-otlp opentelemetry-instrumentation-openai-v2
opentelemetry-bootstrap --action=install

${environment}
export OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true
opentelemetry-instrument python your_agent.py`,
      note: 'The variable about message content has prompts and answers recorded. Leave it out, and only figures are.',
    },
    {
      key: 'js', label: 'JavaScript',
      code: `npm install @opentelemetry/api @opentelemetry/auto-instrumentations-node

${environment}
node --require @opentelemetry/auto-instrumentations-node/register your-agent.js`,
    },
    {
      key: 'langfuse', label: 'Langfuse',
      code: `export LANGFUSE_BASE_URL=${endpoint}
export LANGFUSE_HOST=${endpoint}
export LANGFUSE_PUBLIC_KEY=${publicKey}
export LANGFUSE_SECRET_KEY=${secret}`,
      note: 'Langfuse\'s own SDKs, version 3 and later, as they are; nothing in the program changes.',
    },
    {
      key: 'openllmetry', label: 'OpenLLMetry',
      code: `pip install traceloop-sdk

export TRACELOOP_BASE_URL=${endpoint}
export TRACELOOP_HEADERS="Authorization=Bearer ${secret}"

# in the program
from traceloop.sdk import Traceloop
Traceloop.init(app_name="your-agent")`,
    },
    {
      key: 'openinference', label: 'OpenInference',
      code: `pip install openinference-instrumentation-openai opentelemetry-sdk opentelemetry-exporter-otlp-proto-http

${environment}

# in the program
from openinference.instrumentation.openai import OpenAIInstrumentor
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
OpenAIInstrumentor().instrument(tracer_provider=provider)`,
    },
  ];
}
