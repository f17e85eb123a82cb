// One line for each step a person waits for, and commands whose output stays in a log unless they fail.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, TARGET } from './paths.mjs';

const HEARTBEAT_MS = 60_000;

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs `work` and prints `name: result (time)`; `work` may call `note(text)` while it is busy. */
export async function step(name, work) {
  const since = Date.now();
  const tty = process.stdout.isTTY;
  let latest = '';
  const say = (text) => process.stdout.write(tty ? `\r\x1b[2K  ${name}: ${text}`.slice(0, process.stdout.columns ?? 100) : `  ${name}: ${text}\n`);
  const timer = setInterval(() => say(`${latest} (${seconds(since)})`), tty ? 1000 : HEARTBEAT_MS);
  try {
    const result = await work((text) => { latest = text; });
    process.stdout.write(`${tty ? '\r\x1b[2K' : ''}✓ ${name}: ${result ?? 'done'} (${seconds(since)})\n`);
  } catch (error) {
    process.stdout.write(`${tty ? '\r\x1b[2K' : ''}✗ ${name} (${seconds(since)})\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Runs a command with its output in a log file and says how it ended. */
export function capture(command, args, { log, env = {}, cwd = ROOT, logs = 'build-logs', input = '', note = () => {} } = {}) {
  const path = join(TARGET, logs, `${log ?? command.split('/').pop()}.log`);
  mkdirSync(dirname(path), { recursive: true });
  const out = createWriteStream(path);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, CARGO_TERM_COLOR: 'never', NO_COLOR: '1', ...env } });
    // A program that ends before it has read everything says why in its output.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        out.write(chunk);
        const line = chunk.toString().trim().split('\n').pop();
        if (line) note(line.trim().slice(0, 60));
      });
    }
    child.on('error', reject);
    child.on('close', (code) => out.end(() => resolve({ code, path, text: readFileSync(path, 'utf8') })));
  });
}

/** The last lines of a long text. */
export const tail = (text, lines = 40) => text.trimEnd().split('\n').slice(-lines).join('\n');

/** Runs a command that has to succeed; rejects with the end of its output when it does not. */
export async function run(command, args, options) {
  const { code, path, text } = await capture(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}\nended with ${code}; the whole log is ${path}\n${tail(text)}`);
}
