// What every journey stands on: a page that tolerates no error, and the checks each visited page passes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base } from '@playwright/test';

export { expect };

const PAGES = fileURLToPath(new URL('../../target/test-pages', import.meta.url));
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** CSS pixels; half of what a thumb covers is not enough on a phone in a market hall. */
const SMALLEST_TARGET = 44;

/**
 * `page` and every page of `newPerson()` fail the test on a console error (a breach of the content
 * security policy is one), an uncaught exception, or a request to another host.
 *
 * `tolerated` names console errors a test provokes on purpose:
 * `test.use({ tolerated: [/status of 404/] })`.
 */
export const test = base.extend({
  tolerated: [[], { option: true }],

  problems: async ({ tolerated }, use) => {
    const problems = [];
    await use(problems);
    const open = problems.filter((problem) => !tolerated.some((pattern) => pattern.test(problem)));
    expect(open, 'the browser reported no problem').toEqual([]);
  },

  context: async ({ context, problems, baseURL }, use) => {
    watch(context, problems, baseURL);
    await use(context);
  },

  /** Opens a page for another person: an own browser context with the same device and the same rules. */
  newPerson: async ({ browser, contextOptions, problems, baseURL }, use, testInfo) => {
    const contexts = [];
    await use(async () => {
      const context = await browser.newContext(contextOf(testInfo, contextOptions));
      contexts.push(context);
      watch(context, problems, baseURL);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },
});

const DEVICE = ['viewport', 'screen', 'userAgent', 'deviceScaleFactor', 'isMobile', 'hasTouch', 'javaScriptEnabled', 'baseURL', 'locale', 'timezoneId'];

const contextOf = ({ project }, contextOptions) => ({
  ...contextOptions,
  ...Object.fromEntries(DEVICE.filter((name) => name in project.use).map((name) => [name, project.use[name]])),
});

function watch(context, problems, baseURL) {
  const { origin } = new URL(baseURL);
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.page()?.url()})`);
  });
  context.on('weberror', (error) => problems.push(`exception: ${error.error()}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) problems.push(`request to another host: ${url}`);
  });
}

/** Whether this project runs JavaScript. */
export const hasScript = () => base.info().project.use.javaScriptEnabled !== false;

/** Waits until the application has taken the page over; without JavaScript there is nothing to wait for. */
export async function expectHydrated(page) {
  if (!hasScript()) return;
  await expect(page.locator('html'), 'the page is hydrated').toHaveAttribute('data-hydrated', 'true');
}

/** Opens `path` and waits until it can be used; returns the server's answer. */
export async function visit(page, path) {
  const response = await page.goto(path);
  await expectHydrated(page);
  return response;
}

/** WCAG 2.2 AA by axe, and targets large enough for a thumb. */
export async function expectAccessible(page) {
  await expectLargeTargets(page);
  const still = hasScript() ? page : await withScriptForAxe(page);
  // Without frames of other sites there is nothing to put together on a page of axe's own.
  const { violations } = await new AxeBuilder({ page: still }).withTags(RULES).setLegacyMode().analyze();
  if (still !== page) await still.context().close();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

/**
 * axe needs JavaScript, so it gets what the page without JavaScript looks like: the same document
 * with its scripts taken out and the content of `noscript` put in.
 */
async function withScriptForAxe(page) {
  const document = (await page.content())
    .replaceAll(/<script\b[^>]*>[^]*?<\/script>/g, '')
    .replaceAll(/<\/?noscript>/g, '');
  const options = { ...contextOf(base.info(), {}), javaScriptEnabled: true };
  const context = await page.context().browser().newContext(options);
  const url = page.url();
  await context.route(url, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: document }));
  const copy = await context.newPage();
  await copy.goto(url);
  return copy;
}

/** Every control outside running text is at least 44 by 44 CSS pixels, its label and its content counted in. */
export async function expectLargeTargets(page) {
  const controls = page.locator('a[href], button, input:not([type=hidden]), select, textarea, summary');
  const small = await controls.evaluateAll(smallTargets, SMALLEST_TARGET);
  expect(small, `targets of at least ${SMALLEST_TARGET} pixels`).toEqual([]);
}

/** Runs in the page. */
function smallTargets(controls, smallest) {
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '';
  const inRunningText = (control) =>
    getComputedStyle(control).display === 'inline' && [...control.parentElement.childNodes].some(isText);
  // What opens only for the keyboard (a skip link) is a pixel large until then.
  const isHidden = ({ width, height }) => width <= 1 || height <= 1;
  const box = (control) => [control, ...control.children, ...(control.labels ?? [])]
    .map((element) => element.getBoundingClientRect())
    .reduce((a, b) => (Math.min(a.width, a.height) >= Math.min(b.width, b.height) ? a : b));
  // What is folded away is measured as it is once somebody opens it.
  const folded = [...document.querySelectorAll('details:not([open])')];
  for (const details of folded) details.open = true;
  const small = controls
    .filter((control) => !inRunningText(control))
    .map((control) => ({ control, size: box(control) }))
    .filter(({ size }) => !isHidden(size) && Math.min(size.width, size.height) < smallest - 0.5)
    .map(({ control, size }) => `${control.outerHTML.slice(0, 100)} is ${Math.round(size.width)} × ${Math.round(size.height)}`);
  for (const details of folded) details.open = false;
  return small;
}

/** An account of the demo county: the first one that has all of `wanted`, for example `{ role: 'handler' }`. */
export function account(wanted) {
  const accounts = readFileSync(process.env.DEMO_ACCOUNTS, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const found = accounts.find((candidate) => Object.entries(wanted).every(([name, value]) => candidate[name] === value));
  if (!found) throw new Error(`the demo county has no account with ${JSON.stringify(wanted)}`);
  return found;
}

/** Signs a member of staff in at the desk. */
export async function signIn(page, { login, password }) {
  await visit(page, '/desk/sign-in');
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main form button[type=submit]').click();
  await expect(page).not.toHaveURL(/sign-in/);
  await expectHydrated(page);
}

/**
 * Keeps the HTML the server sent for the current page, not what scripts made of it; the HTML stage
 * of `make test` checks it afterwards. Pass the `response` of a navigation where asking again would
 * give another page.
 */
export async function saveHtml(page, name, response) {
  const answer = response ?? (await page.request.get(page.url()));
  const directory = join(PAGES, base.info().project.name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.html`), await answer.text());
}

/** What every page a journey visits has to pass. */
export async function expectSound(page, name, response) {
  await expectHydrated(page);
  await expectAccessible(page);
  await saveHtml(page, name, response);
}
