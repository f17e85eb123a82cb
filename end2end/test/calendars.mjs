// Our working-day calendar against two public ones, day by day.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, run } from '../build/step.mjs';
import { ROOT } from '../build/paths.mjs';
import { fromLastLine, sum } from './tally.mjs';

const HERE = join(ROOT, 'end2end');
const PYTHON = join(HERE, '.venv', 'bin', 'python');
const REQUIREMENTS = join(HERE, 'calendars', 'requirements.txt');
const logs = 'test-logs';

/** The virtual environment, made once and again when the requirements change. */
async function environment(note) {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  const mark = join(HERE, '.venv', 'installed-requirements.txt');
  if (existsSync(PYTHON) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  await run('python3', ['-m', 'venv', join(HERE, '.venv')], { logs, log: 'venv', note });
  await run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS], { logs, log: 'pip', note });
  writeFileSync(mark, wanted);
}

export async function calendars(note) {
  await environment(note);
  return sum([
    fromLastLine(await capture(PYTHON, ['end2end/calendars/compare.py'], { logs, log: 'calendar-python', note })),
    fromLastLine(await capture(process.execPath, ['end2end/calendars/compare.mjs'], { logs, log: 'calendar-node', note })),
  ]);
}
