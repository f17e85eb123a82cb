// B5, B13: what a cold browser loads before a person can file, and how soon the queue reacts on a
// slow tablet.
import { chromium } from '@playwright/test';
import { CHROME, FLAGS } from '../flags.mjs';
import { percentile } from './measure.mjs';

const FILING = '/file/business';
/** What a person needs to file; scripts come afterwards, and without them it works as well. */
const FILEABLE = ['Document', 'Stylesheet', 'Font'];
const ROUNDS = 8;
const SLOWER = 4;

export const title = 'B5, B13 in the browser';

export async function measure(service, accounts, { note }) {
  const browser = await chromium.launch({ executablePath: CHROME, args: FLAGS });
  try {
    note('bytes of the filing page');
    const { fileable, whole } = await bytes(browser, service);
    note('queue on a slow tablet');
    const handler = accounts.find(({ role }) => role === 'handler');
    const reactions = await queue(browser, service, handler);
    return [
      { what: 'page and style: a person can file', kilobytes: fileable, bar: '≤ 30 kB' },
      { what: 'with the islands, when everything has loaded', kilobytes: whole, bar: '≤ 250 kB' },
      { what: `98 of 100 reactions of the queue, processor ${SLOWER} times slower`, milliseconds: percentile(reactions, 0.98), bar: '≤ 100 ms' },
    ];
  } finally {
    await browser.close();
  }
}

/** Bytes over the line, in kB, for a browser that has seen nothing of the service: of the page with its style, and of everything. */
async function bytes(browser, service) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(`${service.url}/file/kind`);
  await page.locator('input[name=case_type][value=complaint]').check();
  await page.locator('button[name=go][value=next]').click();
  await page.waitForURL(`**${FILING}`);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const types = new Map();
  const sizes = [];
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.push([requestId, encodedDataLength]));
  await page.reload({ waitUntil: 'networkidle' });
  await context.close();
  const sum = (wanted) => sizes.filter(([id]) => wanted(types.get(id))).reduce((total, [, size]) => total + size, 0) / 1000;
  return { fileable: sum((type) => FILEABLE.includes(type)), whole: sum(() => true) };
}

/** How long the page took to show what came of each tap, in milliseconds. */
async function queue(browser, service, { login, password }) {
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'zh-CN', hasTouch: true });
  const page = await context.newPage();
  await page.goto(`${service.url}/desk/sign-in`);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.locator('main form button[type=submit]').click();
  await page.locator('html[data-hydrated=true]').waitFor();
  await page.evaluate(() => {
    window.reactions = [];
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries()) if (interactionId) window.reactions.push(duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: true });
  });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const tabs = page.locator('main nav a[href^="/desk?"], main nav a[href="/desk"]');
  const many = await tabs.count();
  for (let tap = 0; tap < ROUNDS * many; tap += 1) {
    await tabs.nth(tap % many).tap();
    await page.waitForTimeout(400);
  }
  const reactions = await page.evaluate(() => window.reactions);
  await context.close();
  // What took less than 16 ms is not reported.
  return reactions.length > 0 ? reactions : [16];
}
