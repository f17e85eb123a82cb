// What the product promises about crashes, full disks and crowds, in its short form.
import { join } from 'node:path';
import { ROOT } from '../build/paths.mjs';
import { capture, tail } from '../build/step.mjs';
import { buildApplication } from './application.mjs';
import { result } from './tally.mjs';

const SCRIPT = join(ROOT, 'end2end/promises/run.mjs');

export async function promises(note) {
  await buildApplication(note);
  const { code, text } = await capture(process.execPath, [SCRIPT], { logs: 'test-logs', log: 'promises-report', note });
  const [, kept, broken] = /^(\d+) kept, (\d+) broken$/m.exec(text) ?? [null, 0, 1];
  return result(Number(kept), code === 0 ? Number(broken) : Math.max(Number(broken), 1), code === 0 ? '' : tail(text));
}
