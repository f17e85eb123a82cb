// B3: queue, telephone search and text search as the county grows.
import { percentile } from './measure.mjs';

const CALLS = 300;

export const title = 'B3 queue and search as the county grows';

/** One size: p99 of each question in milliseconds. */
export async function measure(service, account) {
  const cookie = await signIn(service, account);
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  const search = (query) => () => service.call('POST', '/api/v1/cases/search', { body: { q: query }, headers });
  const questions = {
    queue: () => service.call('GET', '/api/v1/cases?queue=open', { headers }),
    telephone: search('14400001234'),
    words: search('不通电'),
    business: search('家电'),
  };
  const found = {};
  for (const [name, ask] of Object.entries(questions)) {
    const times = [];
    for (let call = 0; call < CALLS; call += 1) {
      const since = performance.now();
      const { status } = await ask();
      if (status !== 200) throw new Error(`${name} was answered ${status}`);
      times.push(performance.now() - since);
    }
    found[name] = percentile(times, 0.99);
  }
  return found;
}

async function signIn(service, { login, password }) {
  const { status, headers } = await service.call('POST', '/api/v1/session', {
    body: { login, password },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  if (status >= 300) throw new Error(`signing in was answered ${status}`);
  return headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ');
}
