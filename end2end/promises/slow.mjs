// R12: clients that are slow, hostile or simply many harm themselves, not the others.
import { randomUUID } from 'node:crypto';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const EACH = 100;
const SENTENCES_MS = 500;
/** The promise is ten seconds for the headers of a request; what is on its way gets two more. */
const HEADERS_WITHIN_MS = 12_000;
const OTHERS_WITHIN_MS = 5_000;

export const title = 'R12 slow and hostile clients harm nobody else';

export async function check(service, { long, note }) {
  const rounds = long ? 60 : 1;
  const faults = [];
  service.run('demo', '--cases', '1');
  await service.start();
  const { body: { receipt } } = await service.file(randomUUID());
  let slowest = 0;
  for (let round = 1; round <= rounds; round += 1) {
    note(`${round} of ${rounds} rounds`);
    const crowd = await Promise.all(Object.values(HOSTILE).flatMap((talk) => Array.from({ length: EACH }, () => visit(service, talk))));
    const since = Date.now();
    while (Date.now() - since < HEADERS_WITHIN_MS) slowest = Math.max(slowest, await look(service, receipt, faults));
    const holding = crowd.filter(({ talk, open }) => talk !== HOSTILE.body && open());
    if (holding.length > 0) faults.push(`${holding.length} connections without a whole request are still open after ${HEADERS_WITHIN_MS} ms`);
    const answered = crowd.map(({ said }) => /^HTTP\/1\.1 (5\d\d)/.exec(said())?.[1]).filter((status) => status && status !== '503');
    if (answered.length > 0) faults.push(`answered ${[...new Set(answered)]}`);
    for (const { leave } of crowd) leave();
  }
  if (slowest > OTHERS_WITHIN_MS) faults.push(`an ordinary request took ${slowest} ms`);
  if ((await service.file(randomUUID())).status !== 201) faults.push('afterwards a filing is not taken');
  await service.stop();
  service.run('verify');
  return { text: `${EACH * Object.keys(HOSTILE).length} at once, slowest ordinary request ${slowest} ms`, faults };
}

/** An ordinary request; answers how long it took. */
async function look(service, receipt, faults) {
  const since = Date.now();
  const { status } = await service.track(receipt);
  if (status !== 200) faults.push(`a case was answered ${status}`);
  await sleep(20);
  return Date.now() - since - 20;
}

const HEAD = 'POST /api/v1/cases HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

/** Ways to be a nuisance: each says something first and may go on saying something. */
const HOSTILE = {
  idle: { first: '' },
  headers: { first: 'GET / HTTP/1.1\r\nhost: x\r\n', then: 'x: y\r\n' },
  body: { first: `${HEAD}content-length: 100000\r\n\r\n{`, then: ' ' },
  manyHeaders: { first: `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(20_000)}\r\n` },
  longHeader: { first: `GET / HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(1_000_000)}\r\n\r\n` },
  garbage: { first: `GET / HTTP/1.1\r\nhost: x\r\n\r\n\0\x01\x16\x03\x01 HTTP/9 \r\n\r\n${'\xff'.repeat(1000)}\r\n\r\n` },
  twoLengths: { first: `${HEAD}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n` },
  hugeBody: { first: `${HEAD}content-length: 10737418240\r\n\r\n{}` },
  boundaries: { first: 'POST /api/v1/case/evidence HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=a; boundary=b\r\ncontent-length: 8\r\n\r\n--a--\r\n\r\n' },
};

function visit(service, talk) {
  const { hostname, port } = new URL(service.url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  let said = '';
  let open = true;
  const goOn = talk.then && setInterval(() => socket.writable && socket.write(talk.then), SENTENCES_MS);
  const end = () => {
    open = false;
    clearInterval(goOn);
  };
  socket.on('data', (text) => { said += text.toString('latin1').slice(0, 100); });
  socket.on('error', end).on('close', end).on('end', () => socket.destroy());
  const visitor = { talk, open: () => open, said: () => said, leave: () => { clearInterval(goOn); socket.destroy(); } };
  return new Promise((resolve) => {
    socket.once('connect', () => socket.write(talk.first, 'latin1', () => resolve(visitor)));
    socket.once('error', () => resolve(visitor));
  });
}
