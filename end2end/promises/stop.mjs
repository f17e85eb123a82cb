// R11: a service that is told to stop under load finishes what it has begun.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const CLIENTS = 16;
const STOPS_WITHIN_MS = 10_000;

export const title = 'R11 told to stop under load, it finishes what it has begun';

export async function check(service, { long, note }) {
  const rounds = long ? 100 : 3;
  const faults = [];
  let acknowledged = 0;
  service.run('demo', '--cases', '1');
  for (let round = 1; round <= rounds; round += 1) {
    await service.start();
    const clients = Array.from({ length: CLIENTS }, () => client(service));
    await sleep(300);
    const took = await service.stop();
    if (took > STOPS_WITHIN_MS) faults.push(`it took ${took} ms to stop`);
    const ended = await Promise.all(clients);
    acknowledged += ended.reduce((total, { filed }) => total + filed, 0);
    for (const { status } of ended) {
      // 503: it is ending; 0: the connection was refused because it has ended.
      if (status !== 503 && status !== 0) faults.push(`a client was answered ${status}`);
    }
    note(`${round} of ${rounds} rounds`);
  }
  const cases = Number(/^(\d+) cases/.exec(service.run('verify'))?.[1]);
  // A filing whose answer could not be read any more may have been kept; an answered one must be.
  if (cases - 1 < acknowledged) faults.push(`${acknowledged} acknowledged, ${cases - 1} kept`);
  return { text: `${rounds} stops, ${acknowledged} acknowledged`, faults };
}

async function client(service) {
  for (let filed = 0; ; filed += 1) {
    const { status } = await service.file(randomUUID());
    if (status !== 201) return { filed, status };
  }
}
