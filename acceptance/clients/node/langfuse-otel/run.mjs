// Langfuse's SDK for Node: its span processor and its wrapper of the OpenAI client, inside an agent observation.
import { AGENT, SESSION, TAGS, TIMEOUT_MILLIS, TRUTH, USER, getWeather, runOpenAi } from './scenarios.mjs';
import { observeOpenAI } from '@langfuse/openai';
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { observe, propagateAttributes, startActiveObservation } from '@langfuse/tracing';
import { defaultResource, detectResources, envDetector } from '@opentelemetry/resources';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import OpenAI from 'openai';

const processor = new LangfuseSpanProcessor({
  baseUrl: process.env.OTEL_EXPORTER_OTLP_ENDPOINT,
  exportMode: 'immediate',
});
const resource = defaultResource().merge(detectResources({ detectors: [envDetector] }));
new NodeTracerProvider({ resource, spanProcessors: [processor] }).register();

const client = observeOpenAI(new OpenAI({ maxRetries: 0, timeout: TIMEOUT_MILLIS }));
const weather = observe(getWeather, { name: 'get_weather', asType: 'tool' });
const context = { userId: USER, sessionId: SESSION, tags: TAGS, metadata: { team: 'travel' }, version: '1.2.3' };

await propagateAttributes(context, () =>
  startActiveObservation(
    AGENT,
    async (agent) => {
      agent.update({ input: TRUTH.prompt });
      await runOpenAi(client, weather);
    },
    { asType: 'agent' },
  ),
);
await processor.forceFlush();
await processor.shutdown();
