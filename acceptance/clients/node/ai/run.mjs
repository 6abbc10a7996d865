// Vercel's AI SDK with its own telemetry: functionId names the agent, metadata carries session, user and tags.
import { provider } from './plain-otel.mjs';
import { AGENT, DESCRIPTION, SESSION, TAGS, TIMEOUT_MILLIS, TRUTH, USER, expectTruth, getWeather } from './scenarios.mjs';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { embed, generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';

const tracers = provider();
const openai = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL });
const anthropic = createAnthropic({ baseURL: `${process.env.ANTHROPIC_BASE_URL}/v1` });

const models = {
  'openai.chat': () => openai.chat(TRUTH.requestModel),
  'openai.responses': () => openai.responses(TRUTH.requestModel),
  'anthropic.messages': () => anthropic(TRUTH.requestModel),
};

const telemetry = {
  isEnabled: true,
  functionId: AGENT,
  metadata: { sessionId: SESSION, userId: USER, tags: TAGS, team: 'travel' },
};

async function answer() {
  if (TRUTH.api === 'openai.embeddings') {
    const model = openai.embedding(TRUTH.requestModel);
    return embed({ model, value: TRUTH.prompt, maxRetries: 0, experimental_telemetry: telemetry });
  }
  const request = {
    model: models[TRUTH.api](),
    system: TRUTH.system,
    prompt: TRUTH.prompt,
    maxRetries: 0,
    abortSignal: AbortSignal.timeout(TIMEOUT_MILLIS),
    experimental_telemetry: telemetry,
  };
  if (TRUTH.tool) {
    const inputSchema = z.object({ city: z.string() });
    request.tools = { [TRUTH.tool.name]: tool({ description: DESCRIPTION, inputSchema, execute: getWeather }) };
    request.stopWhen = stepCountIs(3);
  }
  return TRUTH.stream ? stream(request) : generateText(request);
}

async function stream(request) {
  let failure;
  for await (const part of streamText({ ...request, onError: () => {} }).fullStream) {
    if (part.type === 'error') failure = part.error;
  }
  if (failure) throw failure;
}

await expectTruth(answer);
await tracers.shutdown();
