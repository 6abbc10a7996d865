// The OpenTelemetry SDK for instrumentations that bring none: every span at once to OTEL_EXPORTER_OTLP_ENDPOINT.
import { NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { defaultResource, detectResources, envDetector } from '@opentelemetry/resources';

export function provider() {
  const resource = defaultResource().merge(detectResources({ detectors: [envDetector] }));
  const tracers = new NodeTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter())] });
  tracers.register();
  return tracers;
}
