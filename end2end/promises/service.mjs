// A service that can be killed and started again over the same data.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TARGET } from '../build/paths.mjs';
import { freePort } from '../test/postgres.mjs';

export const BINARY = process.env.WEIQUAN ?? join(TARGET, 'debug', 'weiquan');
const STARTS_WITHIN_MS = 60_000;
/** What the product promises at the most; longer is a fault. */
const STOPS_WITHIN_MS = 15_000;

export class Service {
  #child = null;
  #ended = Promise.resolve();

  /** `core`: the only processor core the service may use. */
  static async over(data, { core } = {}) {
    const service = new Service();
    service.core = core;
    service.data = data;
    service.url = `http://127.0.0.1:${await freePort()}`;
    mkdirSync(data, { recursive: true });
    return service;
  }

  /** Variables of its environment, beside those of ours. */
  environment = {};

  /** Runs a command of the product over the same data and answers what it printed. */
  run(...command) {
    return execFileSync(BINARY, [...command, '--data', this.data], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async start() {
    const log = join(TARGET, 'test-logs', 'promises.log');
    mkdirSync(dirname(log), { recursive: true });
    const out = createWriteStream(log, { flags: 'a' });
    const listen = this.url.slice('http://'.length);
    const serve = [BINARY, 'serve', '--data', this.data, '--listen', listen, '--limits', 'off'];
    const [program, ...rest] = this.core === undefined ? serve : ['taskset', '-c', String(this.core), ...serve];
    this.#child = spawn(program, rest, { env: { ...process.env, ...this.environment } });
    this.#child.stdout.pipe(out);
    this.#child.stderr.pipe(out);
    this.#ended = new Promise((resolve) => this.#child.on('close', resolve));
    const until = Date.now() + STARTS_WITHIN_MS;
    while (Date.now() < until && this.#child.exitCode === null) {
      if (await this.answers('/healthz')) return;
      await sleep(20);
    }
    throw new Error(`the service did not start; see ${log}`);
  }

  /** The number of its process. */
  get pid() {
    return this.#child.pid;
  }

  /** Whether a path answers with success. */
  async answers(path) {
    const answer = await fetch(this.url + path).catch(() => null);
    return answer?.ok ?? false;
  }

  /** As when the power of the process is cut. */
  async kill() {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Asks it to stop; answers how long it took, in milliseconds. */
  async stop() {
    const since = Date.now();
    this.#child.kill('SIGTERM');
    const late = new AbortController();
    const impatience = sleep(STOPS_WITHIN_MS, undefined, { signal: late.signal }).then(() => this.#child.kill('SIGKILL'), () => {});
    await Promise.race([this.#ended, impatience]);
    late.abort();
    await this.#ended;
    return Date.now() - since;
  }

  /** Calls the interface: status and body, or a status of 0 when no answer came. */
  async call(method, path, { body, headers = {} } = {}) {
    try {
      const answer = await fetch(this.url + path, {
        method,
        headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
        body: body && JSON.stringify(body),
      });
      const text = await answer.text();
      const isJson = (answer.headers.get('content-type') ?? '').includes('json');
      return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text, isJson };
    } catch {
      return { status: 0, headers: new Headers(), body: null, isJson: false };
    }
  }

  /** A county of so many cases; answers its accounts. */
  county(cases) {
    const lines = this.run('demo', '--cases', String(cases), '--json').split('\n');
    return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  }

  /** Signs somebody in; answers the headers that show it. */
  async signIn({ login, password }) {
    const sameSite = { 'sec-fetch-site': 'same-origin' };
    const { status, headers } = await this.call('POST', '/api/v1/session', { body: { login, password }, headers: sameSite });
    if (status !== 200) throw new Error(`signing in was answered ${status}`);
    const cookie = headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    return { ...sameSite, cookie };
  }

  /** Files a complaint under an idempotency key. */
  file(key, facts = '购买的电饭煲使用三天后不通电，商家拒绝退货。') {
    return this.call('POST', '/api/v1/cases', { body: complaint(facts), headers: { 'idempotency-key': key } });
  }

  /** The case of a receipt. */
  track(receipt) {
    return this.call('GET', '/api/v1/case', { headers: { authorization: `Receipt ${receipt}` } });
  }
}

/** A complaint as the interface takes it. */
export function complaint(facts) {
  return {
    type: 'complaint',
    complainant: { name: '张三', phone: '14400001234', address: '示例市示例县幸福路 1 号' },
    respondent: { name: '示例百货', address: '示例市示例县中心街 2 号' },
    item: { name: '电饭煲', category: 'G04', purchased_on: '2025-11-01' },
    problem: 'P01',
    claims: [{ kind: 'refund', amount_fen: 19900 }],
    facts,
    consents: { privacy_notice: '1', publication: false, entrusted_mediation: true },
  };
}
