// R1: nothing that was acknowledged is lost or doubled when the process dies.
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const CLIENTS = 16;

export const title = 'R1 killed at random, nothing acknowledged is lost or doubled';

export async function check(service, { long, note }) {
  const kills = long ? 1000 : 12;
  /** Receipts by the key they were filed under. */
  const acknowledged = new Map();
  const faults = [];
  service.run('demo', '--cases', '1');
  for (let round = 1; round <= kills; round += 1) {
    await service.start();
    const clients = Array.from({ length: CLIENTS }, () => client(service, acknowledged));
    await sleep(randomInt(20, 400));
    await service.kill();
    const unanswered = (await Promise.all(clients)).flat();
    await service.start();
    await settle(service, unanswered, acknowledged, faults);
    await service.stop();
    note(`${round} of ${kills} kills, ${acknowledged.size} acknowledged`);
  }
  await service.start();
  await lookAtAll(service, acknowledged, faults);
  await service.stop();
  const cases = Number(/^(\d+) cases/.exec(service.run('verify'))?.[1]);
  // One case of the demo county, and every filing once.
  if (cases !== acknowledged.size + 1) faults.push(`${acknowledged.size} filings made ${cases - 1} cases`);
  return { text: `${kills} kills, ${acknowledged.size} acknowledged`, faults };
}

/** Files one complaint after the other until nobody answers; answers the keys without an answer. */
async function client(service, acknowledged) {
  for (;;) {
    const key = randomUUID();
    const { status, body } = await service.file(key);
    if (status === 201) acknowledged.set(key, body.receipt);
    else return status === 0 ? [key] : [];
  }
}

/** What got no answer is sent again with its key: it must be there once, whichever way it went. */
async function settle(service, keys, acknowledged, faults) {
  for (const key of keys) {
    const { status, body } = await service.file(key);
    if (status === 201) acknowledged.set(key, body.receipt);
    else faults.push(`sent again, ${key} was answered ${status}`);
  }
}

async function lookAtAll(service, acknowledged, faults) {
  for (const [key, receipt] of acknowledged) {
    const { status } = await service.track(receipt);
    if (status !== 200) faults.push(`the case of ${key} is answered ${status}`);
  }
}
