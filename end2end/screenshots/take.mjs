// `make screenshots`: the pictures of the README and of docs/tour.md, from a demo county of a fixed day.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../build/paths.mjs';
import { step } from '../build/step.mjs';
import { CHROME, FLAGS } from '../flags.mjs';
import { buildApplication, startApplication } from '../test/application.mjs';

const PICTURES = join(ROOT, 'docs/pictures');
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true, deviceScaleFactor: 1 };

const FILING = {
  kind: (page) => page.check('input[value=complaint]'),
  business: async (page) => {
    await page.fill('[name=respondent_name]', '乐居百货示例店');
    await page.fill('[name=respondent_address]', '示例县中心街 8 号');
  },
  purchase: async (page) => {
    await page.fill('[name=item_name]', '电饭煲');
    await page.selectOption('[name=item_category]', 'G04');
    await page.fill('[name=item_purchased_on_year]', '2026');
    await page.fill('[name=item_purchased_on_month]', '11');
  },
  story: async (page) => {
    await page.fill('textarea', '11月1日买的电饭煲用了三天就不通电，商家说已经拆封不能退。');
    await page.check('input[value=P01]');
  },
  wishes: async (page) => {
    await page.check('input[value=refund]');
    await page.fill('[name=claims_amount]', '199');
  },
  contact: async (page) => {
    await page.fill('[name=complainant_name]', '张㛃');
    await page.fill('[name=complainant_phone]', '14400001234');
    await page.fill('[name=complainant_address]', '示例市示例县幸福路 1 号');
    await page.check('[name=consents_privacy_notice]');
  },
};

/** Everything is drawn and taken over by the browser. */
async function settle(page) {
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
}

const picture = (name) => join(PICTURES, `${name}.png`);

async function person(browser, address, device, cookies = {}) {
  const context = await browser.newContext({ ...device, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: address });
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
  return context.newPage();
}

async function consumer(browser, address) {
  const page = await person(browser, address, PHONE);
  await page.goto('/');
  await settle(page);
  await page.screenshot({ path: picture('start') });
  await page.goto('/file/kind');
  for (const [step, fill] of Object.entries(FILING)) {
    await page.waitForURL(new RegExp(`/file/${step}`));
    await settle(page);
    await fill(page);
    if (step === 'story') await page.screenshot({ path: picture('question') });
    await page.click('button[value=next]');
  }
  await page.waitForURL(/\/file\/check/);
  await page.check('[name=truthful]');
  await page.click('button[value=file]');
  await page.waitForURL(/\/file\/done/);
  await settle(page);
  await page.screenshot({ path: picture('filed') });
  await page.click('form[action$="track/open"] button');
  await page.waitForURL(/\/case/);
  await settle(page);
  await page.screenshot({ path: picture('phone') });
  await page.goto('/why?rule=L1&from=2026-09-30');
  await settle(page);
  await page.screenshot({ path: picture('why') });
}

async function elder(browser, address) {
  const page = await person(browser, address, PHONE, { mode: 'elder' });
  await page.goto('/file/kind');
  await settle(page);
  await page.screenshot({ path: picture('elder') });
}

async function desk(browser, address, account) {
  const page = await person(browser, address, TABLET);
  await page.goto('/desk/sign-in');
  await page.fill('[name=login]', account.login);
  await page.fill('[name=password]', account.password);
  await page.click('main form button');
  await page.waitForURL((url) => !url.pathname.includes('sign-in'));
  await page.goto('/desk/cases?queue=open');
  await page.click('a.wq-row');
  await page.waitForURL(/cases\/\d+/);
  await settle(page);
  await page.screenshot({ path: picture('tablet') });
  await page.goto('/desk/register');
  await settle(page);
  await page.screenshot({ path: picture('register') });
  await page.goto('/desk/cases?queue=call_back');
  const cases = await page.locator('a.wq-row').evaluateAll((rows) => rows.map((row) => row.href));
  // A case that was rated already asks no more.
  for (const href of cases) {
    await page.goto(href);
    const link = page.locator('a[href*="/s/"]').first();
    if ((await link.count()) > 0) return link.getAttribute('href');
  }
  return null;
}

async function survey(browser, address, link) {
  const page = await person(browser, address, PHONE);
  await page.goto(link);
  await settle(page);
  await page.screenshot({ path: picture('survey') });
}

mkdirSync(PICTURES, { recursive: true });
await step('server', () => buildApplication());
const application = await startApplication('screenshots');
const browser = await chromium.launch({ executablePath: CHROME, args: FLAGS });
try {
  const accounts = readFileSync(application.accounts, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const handler = accounts.find(({ role }) => role === 'handler');
  await step('consumer', () => consumer(browser, application.address));
  await step('large text', () => elder(browser, application.address));
  await step('desk and survey', async () => {
    const link = await desk(browser, application.address, handler);
    if (link === null) throw new Error('no case with a survey link waits for a call back');
    await survey(browser, application.address, link);
  });
} finally {
  await browser.close();
  await application.stop();
}
