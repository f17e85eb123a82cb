// R7: of two officers who decide on the same state of a case one wins, and the other is told and
// keeps what was typed.
import { randomUUID } from 'node:crypto';

const WON = 200;
const TOLD = 412;

export const title = 'R7 of two officers at once one wins, the other is told and keeps the text';

export async function check(service, { long, note }) {
  const rounds = long ? 2_000 : 50;
  const faults = [];
  const accounts = service.county(1);
  await service.start();
  const officers = [];
  for (const login of ['handler', 'handler2']) officers.push(await service.signIn(accounts.find((one) => one.login === login)));
  const { body: { number } } = await service.file(randomUUID());
  let version = await accepted(service, officers[0], number);
  const written = [];
  for (let round = 1; round <= rounds; round += 1) {
    const texts = officers.map((_, index) => `第 ${round} 轮，第 ${index + 1} 人`);
    const answers = await Promise.all(officers.map((officer, index) => write(service, officer, number, version, texts[index])));
    const winner = answers.findIndex(({ status }) => status === WON);
    const statuses = answers.map(({ status }) => status);
    if ([...statuses].sort().join() !== `${WON},${TOLD}`) {
      faults.push(`answered ${statuses}`);
      break;
    }
    written.push(texts[winner]);
    ({ version } = answers[winner].body);
    note(`${round} of ${rounds} rounds`);
  }
  await onThePage(service, officers, number, version, faults);
  const seen = JSON.stringify(await look(service, officers[0], number));
  const lost = written.filter((text) => !seen.includes(text)).length;
  if (lost > 0) faults.push(`${lost} notes of winners are not in the case`);
  await service.stop();
  service.run('verify');
  return { text: `${rounds} rounds`, faults };
}

const look = async (service, headers, number) => (await service.call('GET', `/api/v1/cases/${number}`, { headers })).body;

const CALL = { command: 'contact_business', way: 'phone', result: 'reached' };

const command = (service, headers, number, version, body) => service.call('POST', `/api/v1/cases/${number}/commands`, {
  body,
  headers: { ...headers, 'if-match': `"${version}"` },
});

const write = (service, headers, number, version, text) => command(service, headers, number, version, { ...CALL, text });

/** Brings the case to where the business is called, as often as it takes; answers its version. */
async function accepted(service, headers, number) {
  let { version } = await look(service, headers, number);
  for (const name of ['start_review', 'accept']) {
    const { status, body } = await command(service, headers, number, version, { command: name });
    if (status !== 200) throw new Error(`${name} was answered ${status}`);
    ({ version } = body);
  }
  return version;
}

/** The same with the form of the page: who comes second finds the form with the text in it. */
async function onThePage(service, [first, second], number, version, faults) {
  const TYPED = '双方都不在的时候写的一段话';
  const { status } = await write(service, first, number, version, '先写的一段话');
  if (status !== WON) faults.push(`the first officer was answered ${status}`);
  const answer = await fetch(`${service.url}/fn/desk/command`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...second, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams({ number, version, ...CALL, text: TYPED }),
  });
  const location = answer.headers.get('location');
  if (answer.status !== 302 && answer.status !== 303) return void faults.push(`the form was answered ${answer.status}`);
  const page = await (await fetch(new URL(location, service.url), { headers: second })).text();
  if (!page.includes(TYPED)) faults.push('the page of the second officer does not hold the text');
  if (!page.includes('案件已被更新')) faults.push('the page of the second officer says nothing of it');
}
