// The scenarios of fake-llm/scenarios.json for Node clients; see scenarios.py for what a client's script does with them.
import { readFileSync } from 'node:fs';

export const AGENT = 'travel_agent';
export const SESSION = 'session-42';
export const USER = 'user-7';
export const TAGS = ['acceptance', 'blue'];

export const NAME = process.argv[2] ?? 'chat';
export const TRUTH = JSON.parse(readFileSync(process.env.SCENARIOS_FILE, 'utf8'))[NAME];
export const TIMEOUT_MILLIS = TRUTH.error?.kind === 'timeout' ? 700 : 10_000;
export const CITY = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
export const DESCRIPTION = 'The weather of a city';

export async function getWeather() {
  return TRUTH.tool.result;
}

/**
 * Runs the scenario; one that must fail fails here, and a failure that was not asked for is thrown. Some instrumentations
 * end their span a little after the application has its answer, so nobody may flush at once.
 */
export async function expectTruth(scenario) {
  try {
    await outcome(scenario);
  } finally {
    await new Promise((done) => setTimeout(done, 300));
  }
}

async function outcome(scenario) {
  try {
    await scenario();
  } catch (failure) {
    if (!TRUTH.error) throw failure;
    console.log(`${NAME}: ${failure.name}, as it should be`);
    return;
  }
  if (TRUTH.error) throw new Error(`${NAME} should have failed`);
}

/** The scenario with a client of the `openai` package. */
export async function runOpenAi(client, tool = getWeather) {
  await expectTruth(() => OPENAI[TRUTH.api](client, tool));
}

const OPENAI = {
  'openai.chat': chat,
  'openai.embeddings': (client) => client.embeddings.create({ model: TRUTH.requestModel, input: TRUTH.prompt }),
  'openai.responses': responses,
};

async function chat(client, tool) {
  const messages = [{ role: 'user', content: TRUTH.prompt }];
  if (TRUTH.system) messages.unshift({ role: 'system', content: TRUTH.system });
  const request = { model: TRUTH.requestModel, messages };
  if (TRUTH.stream) {
    return drain(await client.chat.completions.create({ ...request, stream: true, stream_options: { include_usage: true } }));
  }
  if (!TRUTH.tool) return client.chat.completions.create(request);
  request.tools = [{ type: 'function', function: { name: TRUTH.tool.name, description: DESCRIPTION, parameters: CITY } }];
  const { message } = (await client.chat.completions.create(request)).choices[0];
  const call = message.tool_calls[0];
  const result = await tool(JSON.parse(call.function.arguments));
  messages.push(message, { role: 'tool', tool_call_id: call.id, content: result });
  return client.chat.completions.create(request);
}

async function responses(client) {
  const request = { model: TRUTH.requestModel, instructions: TRUTH.system, input: TRUTH.prompt };
  if (!TRUTH.stream) return client.responses.create(request);
  return drain(await client.responses.create({ ...request, stream: true }));
}

export async function drain(stream) {
  for await (const _ of stream) {
    // what counts is that it was read to its end
  }
}
