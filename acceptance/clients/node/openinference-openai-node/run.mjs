// OpenInference for Node: its tracer for agent and tool spans, the context for session, user and tags.
import { provider } from './plain-otel.mjs';
import { AGENT, SESSION, TAGS, TIMEOUT_MILLIS, TRUTH, USER, getWeather, runOpenAi } from './scenarios.mjs';
import { OITracer, setSession, setTags, setUser } from '@arizeai/openinference-core';
import { OpenAIInstrumentation } from '@arizeai/openinference-instrumentation-openai';
import { context, trace } from '@opentelemetry/api';
import OpenAI from 'openai';

const tracers = provider();
const instrumentation = new OpenAIInstrumentation({ tracerProvider: tracers });
instrumentation.manuallyInstrument(OpenAI);
const tracer = new OITracer({ tracer: trace.getTracer('travel-agent') });
const client = new OpenAI({ maxRetries: 0, timeout: TIMEOUT_MILLIS });

function weather(city) {
  const attributes = { 'openinference.span.kind': 'TOOL', 'tool.name': 'get_weather', 'input.value': JSON.stringify(city) };
  return tracer.startActiveSpan('get_weather', { attributes }, async (span) => {
    const result = await getWeather(city);
    span.setAttribute('output.value', result);
    span.end();
    return result;
  });
}

const told = setTags(setUser(setSession(context.active(), { sessionId: SESSION }), { userId: USER }), TAGS);
const attributes = { 'openinference.span.kind': 'AGENT', 'agent.name': AGENT, 'input.value': TRUTH.prompt };
await context.with(told, () =>
  tracer.startActiveSpan(AGENT, { attributes }, async (span) => {
    await runOpenAi(client, weather);
    span.end();
  }),
);
await tracers.shutdown();
