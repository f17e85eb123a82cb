// R6: however often and however much at once a filing is sent with one key, it is one complaint.
import { randomUUID } from 'node:crypto';

const AT_ONCE = 100;
/** Being told that the first one is still on its way is an answer too. */
const IN_FLIGHT = 409;

export const title = 'R6 one key, one complaint';

export async function check(service, { long, note }) {
  const rounds = long ? 100 : 3;
  const faults = [];
  service.run('demo', '--cases', '1');
  for (let round = 1; round <= rounds; round += 1) {
    await service.start();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => service.file(key)));
    await service.kill();
    await service.start();
    answers.push(await service.file(key));
    const receipts = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.receipt));
    const others = answers.filter(({ status }) => status !== 201 && status !== IN_FLIGHT);
    if (receipts.size !== 1) faults.push(`round ${round}: ${receipts.size} receipts`);
    if (others.length > 0) faults.push(`round ${round}: answered ${[...new Set(others.map(({ status }) => status))]}`);
    const changed = await service.file(key, '同一个请求标识，另外的内容。');
    if (changed.status !== 422) faults.push(`round ${round}: another body under the same key was answered ${changed.status}`);
    await service.stop();
    note(`${round} of ${rounds} rounds`);
  }
  const cases = Number(/^(\d+) cases/.exec(service.run('verify'))?.[1]);
  if (cases !== rounds + 1) faults.push(`${rounds} complaints made ${cases - 1} cases`);
  return { text: `${rounds} rounds of ${AT_ONCE} at once`, faults };
}
