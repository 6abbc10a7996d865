// OpenLLMetry's instrumentation for Node without Traceloop's SDK: the application's own span carries agent, session and user.
import { provider } from './plain-otel.mjs';
import { AGENT, SESSION, TIMEOUT_MILLIS, TRUTH, USER, getWeather, runOpenAi } from './scenarios.mjs';
import { trace } from '@opentelemetry/api';
import { OpenAIInstrumentation } from '@traceloop/instrumentation-openai';
import OpenAI from 'openai';

const tracers = provider();
const instrumentation = new OpenAIInstrumentation({ enrichTokens: false, traceContent: true });
instrumentation.setTracerProvider(tracers);
instrumentation.manuallyInstrument(OpenAI);
const tracer = trace.getTracer('travel-agent');
const client = new OpenAI({ maxRetries: 0, timeout: TIMEOUT_MILLIS });

function inSpan(name, attributes, work) {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    const result = await work();
    span.end();
    return result;
  });
}

const weather = (city) =>
  inSpan(
    'execute_tool get_weather',
    { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'get_weather', 'gen_ai.tool.call.id': TRUTH.tool.callId },
    () => getWeather(city),
  );

const agent = {
  'gen_ai.operation.name': 'invoke_agent',
  'gen_ai.agent.name': AGENT,
  'gen_ai.conversation.id': SESSION,
  'user.id': USER,
};
await inSpan(`invoke_agent ${AGENT}`, agent, () => runOpenAi(client, weather));
await tracers.shutdown();
