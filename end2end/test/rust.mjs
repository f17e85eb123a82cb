// Format, lints and all Rust tests.
import { capture, tail } from '../build/step.mjs';
import { check, result, sum } from './tally.mjs';

const logs = 'test-logs';

export async function format() {
  const { code, text } = await capture('cargo', ['fmt', '--check', '--', '-l'], { logs, log: 'format' });
  return check(code === 0, tail(text, 30));
}

/** The host's crates with their tests, then the client as each of the two browser applications. */
export async function lint(note) {
  const strict = ['--', '-D', 'warnings'];
  const host = await capture('cargo', ['clippy', '--all-targets', ...strict], { logs, log: 'clippy', note });
  const results = [check(host.code === 0, tail(host.text))];
  for (const application of ['public', 'desk']) {
    const { code, text } = await capture('cargo', [
      'clippy', '--package', 'client', '--lib', '--target', 'wasm32-unknown-unknown',
      '--no-default-features', '--features', application, ...strict,
    ], { logs, log: `clippy-${application}`, note });
    results.push(check(code === 0, tail(text)));
  }
  return sum(results);
}

/** `postgres` is the address of an empty cluster; the suites that run on both engines read it. */
export async function tests(postgres, note) {
  const { code, text } = await capture('cargo', ['test', '--no-fail-fast'], {
    logs, log: 'rust', note, env: { WEIQUAN_TEST_POSTGRES: postgres },
  });
  return counted(code, text);
}

export function counted(code, text) {
  const lines = [...text.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed;/gm)];
  const passed = lines.reduce((total, [, count]) => total + Number(count), 0);
  const failed = lines.reduce((total, [, , count]) => total + Number(count), 0);
  if (code === 0) return result(passed, failed);
  const names = [...text.matchAll(/^test (.+) \.\.\. FAILED$/gm)].map(([, name]) => name);
  // A crate that does not compile has no line of its own.
  return result(passed, Math.max(failed, 1), [...names, tail(text)].join('\n'));
}
