/** Asks the API. Answers are JSON; everything else becomes a {@link Problem}. */

const ROOT = '/api/v1';

/** What went wrong, in the words of the service (RFC 9457) where it said any. */
export class Problem extends Error {
  /** @param {{status: number, title?: string, detail?: string, parameter?: string}} told */
  constructor(told) {
    super(told.detail || told.title || `The service answered ${told.status}.`);
    this.status = told.status;
    this.title = told.title || 'The request failed';
    this.parameter = told.parameter;
  }

  /** Nobody is signed in, or the session has ended. */
  get needsSignIn() {
    return this.status === 401;
  }
}

/**
 * @param {string} path below /api/v1, beginning with a slash
 * @param {Record<string, unknown>} [params] those that are null, undefined or empty are left out; of a list each is sent
 * @param {AbortSignal} [signal]
 */
export function get(path, params = {}, signal) {
  return request('GET', address(path, params), undefined, signal);
}

/** @param {unknown} [body] */
export function post(path, body) {
  return request('POST', ROOT + path, body);
}

/** @param {unknown} [body] */
export function put(path, body) {
  return request('PUT', ROOT + path, body);
}

export function remove(path) {
  return request('DELETE', ROOT + path);
}

/** The address that answers the same as a download. */
export function address(path, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') {
        query.append(name, String(one));
      }
    }
  }
  const text = query.toString();
  return ROOT + path + (text ? `?${text}` : '');
}

/** More than so many of one list help nobody. */
const MOST = 5_000;

/**
 * All items of a list of pages, unless it is very long.
 *
 * @returns {Promise<{items: any[], isCut: boolean}>} whether there are more is for `cutNote` to tell
 */
export async function all(path, params = {}, signal) {
  const items = [];
  let cursor = null;
  do {
    const page = await get(path, {...params, cursor}, signal);
    items.push(...page.items);
    cursor = page.nextCursor ?? null;
  } while (cursor && items.length < MOST);
  return {items, isCut: cursor !== null};
}

/** Signs in: from then on the browser sends a session that no script can read. */
export function signIn(key) {
  return request('POST', `${ROOT}/session`, {}, undefined, {Authorization: `Bearer ${key}`});
}

async function request(method, url, body, signal, extra = {}) {
  let answer;
  try {
    answer = await fetch(url, {
      method,
      signal,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        Accept: 'application/json',
        // No form and no other site can send this header, which is how the service knows that it was this page.
        'X-Requested-By': 'observability-factory-ui',
        ...(body === undefined && method === 'GET' ? {} : {'Content-Type': 'application/json'}),
        ...extra,
      },
    });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Problem({status: 0, title: 'No connection', detail: 'The service cannot be reached. Is it running?'});
  }
  if (!answer.ok) {
    throw await problem(answer);
  }
  return answer.status === 204 ? null : parsed(answer);
}

async function parsed(answer) {
  const text = await answer.text();
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    throw new Problem({status: answer.status, title: 'Unreadable answer', detail: 'The service answered something that is not JSON.'});
  }
}

async function problem(answer) {
  let told = {};
  try {
    told = await answer.json();
  } catch {
    // Something between here and the service answered in its own way: the status is all that is known.
  }
  const result = new Problem({...told, status: answer.status});
  if (result.needsSignIn) {
    dispatchEvent(new CustomEvent('signinneeded'));
  }
  return result;
}
