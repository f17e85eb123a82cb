// R16: no input makes the interface fail: generated requests for every operation of its description.
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TARGET } from '../build/paths.mjs';
import { capture, run, tail } from '../build/step.mjs';

const VERSION = '4.32.5';
const HOME = join(TARGET, 'schemathesis', VERSION);
const PROGRAM = join(HOME, 'bin', 'schemathesis');

export const title = 'R16 no input makes the interface fail';
export const needs = "Python's virtual environments (package python3-venv)";
export const possible = () => existsSync(PROGRAM) || spawnSync('python3', ['-c', 'import venv, ensurepip']).status === 0;

export async function check(service, { long, note }) {
  await ensureSchemathesis(note);
  const account = service.county(5).find(({ login }) => login === 'handler');
  await service.start();
  const { cookie } = await service.signIn(account);
  const { body: { receipt } } = await service.file(randomUUID());
  const options = [
    'run', `${service.url}/openapi.json`,
    '--checks', 'not_a_server_error,content_type_conformance,response_schema_conformance',
    '--phases', 'examples,coverage,fuzzing',
    '--max-examples', long ? '5000' : '25',
    '--seed', '1', '--no-color', '--workers', '2',
    '--header', `Cookie: ${cookie}`,
    '--header', 'Sec-Fetch-Site: same-origin',
    '--header', `Authorization: Receipt ${receipt}`,
    // They would end the session, or take the case away, that the other requests use.
    '--exclude-operation-id', 'signOut', '--exclude-operation-id', 'withdrawCase',
  ];
  const { code, text } = await capture(PROGRAM, options, { logs: 'test-logs', log: 'schemathesis', note, cwd: TARGET });
  const faults = code === 0 ? [] : [tail(text, 60)];
  if (!(await service.answers('/healthz'))) faults.push('afterwards the service does not answer');
  await service.stop();
  service.run('verify');
  const [, cases] = /(\d+) generated/.exec(text) ?? [null, 'many'];
  return { text: `${cases} requests`, faults };
}

/** Installs Schemathesis beside the build. */
async function ensureSchemathesis(note) {
  if (existsSync(PROGRAM)) return;
  const options = { logs: 'test-logs', log: 'schemathesis-install', note };
  await run('python3', ['-m', 'venv', HOME], options);
  await run(join(HOME, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `schemathesis==${VERSION}`], options);
}
