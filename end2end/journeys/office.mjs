// What journeys need done beside the browser: cases filed and commands given over the HTTP interface.
import { randomUUID } from 'node:crypto';
import { account, expect } from './support.mjs';

const PERSON = { name: '张三', phone: '14400001234', address: '示例市示例县幸福路 1 号' };
const CONSENTS = { privacy_notice: '1', publication: false, entrusted_mediation: true };

/** A question about returning goods. */
export const question = () => ({
  type: 'consultation',
  complainant: PERSON,
  facts: `请问网购的电饭煲七天内可以退货吗？（${randomUUID()}）`,
  consents: CONSENTS,
});

/** A complaint about a broken rice cooker. */
export const complaint = () => ({
  type: 'complaint',
  complainant: PERSON,
  respondent: { name: '示例百货', address: '示例市示例县中心街 2 号' },
  item: { name: '电饭煲', category: 'G04' },
  problem: 'P01',
  claims: [{ kind: 'refund', amount_fen: 19900 }],
  facts: `电饭煲使用三天后不通电，商家拒绝退货。（${randomUUID()}）`,
  consents: CONSENTS,
});

/** Files a case; answers `{ number, receipt, … }`. */
export async function file(request, body) {
  const answer = await request.post('/api/v1/cases', { data: body });
  expect(answer.status(), await answer.text()).toBe(201);
  return answer.json();
}

/** A case as the person who holds the receipt sees it. */
export async function track(request, { receipt }) {
  const answer = await request.get('/api/v1/case', { headers: { authorization: `Receipt ${receipt}` } });
  expect(answer.status(), await answer.text()).toBe(200);
  return answer.json();
}

/**
 * A signed-in member of staff: `act(number, command)` does one command on the case as it is now
 * and answers the case after it.
 */
export async function officer(request, baseURL, wanted = { role: 'handler' }) {
  const { login, password } = account(wanted);
  const origin = new URL(baseURL).origin;
  const signedIn = await request.post('/api/v1/session', { data: { login, password }, headers: { origin } });
  expect(signedIn.status(), await signedIn.text()).toBe(200);
  // The cookie is marked secure; only browsers send such a cookie over plain HTTP to loopback.
  const cookie = signedIn.headers()['set-cookie'].split(';')[0];
  const headers = { origin, cookie };
  const look = async (number) => (await request.get(`/api/v1/cases/${number}`, { headers })).json();
  const act = async (number, command) => {
    const { version } = await look(number);
    const answer = await request.post(`/api/v1/cases/${number}/commands`, {
      data: command,
      headers: { ...headers, 'if-match': `"${version}"` },
    });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  return { look, act };
}
