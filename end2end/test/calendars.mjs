// Our working-day calendar against two public ones, day by day.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, run, tail } from '../build/step.mjs';
import { ROOT, TARGET } from '../build/paths.mjs';
import { check, sum } from './tally.mjs';

const HERE = join(ROOT, 'end2end');
const PYTHON = join(HERE, '.venv', 'bin', 'python');
const REQUIREMENT = 'chinesecalendar==1.11.0';
const logs = 'test-logs';

/** The virtual environment, made once and again when the requirement changes. */
async function environment(note) {
  const mark = join(HERE, '.venv', 'installed-requirement.txt');
  if (existsSync(PYTHON) && existsSync(mark) && readFileSync(mark, 'utf8') === REQUIREMENT) return;
  await run('python3', ['-m', 'venv', join(HERE, '.venv')], { logs, log: 'venv', note });
  await run(PYTHON, ['-m', 'pip', 'install', '--quiet', REQUIREMENT], { logs, log: 'pip', note });
  writeFileSync(mark, REQUIREMENT);
}

/** Every comparison is one check: thousands of agreeing days would drown the tests in the total. */
export async function calendars(note) {
  await environment(note);
  await run('cargo', ['build', '--example', 'calendar_days'], { logs, log: 'calendar-days', note });
  const days = execFileSync(join(TARGET, 'debug', 'examples', 'calendar_days'), { encoding: 'utf8' });
  const compare = async (program, script) => {
    const { code, text } = await capture(program, [`end2end/calendars/${script}`], { logs, log: script, input: days, note });
    return check(code === 0, tail(text, 20));
  };
  return sum([await compare(PYTHON, 'compare.py'), await compare(process.execPath, 'compare.mjs')]);
}
