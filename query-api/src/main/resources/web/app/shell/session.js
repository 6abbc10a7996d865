/** Who is looking: told by the service, as the session itself is out of reach of scripts. */

import {get, remove, signIn as askToSignIn} from '../base/api.js';

/**
 * @typedef {object} Session
 * @property {string} project
 * @property {boolean} withKey whether a key was used, so that one can sign out
 * @property {boolean} mayAdminister
 */

/** @type {Session | null} */
let current = null;

export function session() {
  return current;
}

/** @throws {import('../base/api.js').Problem} with status 401 when somebody has to sign in */
export async function loadSession() {
  current = await get('/session');
  return current;
}

/** @returns {Promise<{openId: boolean}>} beside by an API key */
export function waysToSignIn(signal) {
  return get('/session/ways', {}, signal);
}

export async function signIn(key) {
  current = await askToSignIn(key);
  return current;
}

export async function signOut() {
  await remove('/session');
  current = null;
}

/** Without the scope there is no point in showing what would be refused. */
export function mayAdminister() {
  return current?.mayAdminister ?? false;
}
