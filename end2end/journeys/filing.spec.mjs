// Filing: what a person goes through from the first page to the receipt.
import { expect, expectHydrated, expectSound, hasScript, test, visit } from './support.mjs';

const FACTS = '10月3日在店里买了一台电热水壶，用了两天就漏水，店家不肯退货。';

/** Words of the pages that the journeys read, in both languages. */
const WORDS = {
  zh: {
    back: '返回',
    check: '请核对后提交',
    complaint: '投诉',
    continue: '继续',
    filed: '投诉已提交',
    keep: '保存并返回核对',
    promise: /我承诺以上内容真实/,
    problem: '售后服务',
    privacy: /我已阅读个人信息处理说明/,
    receipt: '查询凭证',
    refund: '退还货款或服务费用',
    submit: '提交投诉',
    wrong: '请检查以下内容',
  },
  en: {
    back: 'Back',
    check: 'Check your answers',
    complaint: 'Complaint',
    continue: 'Continue',
    filed: 'Complaint submitted',
    keep: 'Save and go back to check',
    promise: /What I have entered is true/,
    problem: 'After-sales service',
    privacy: /I have read how personal data are used/,
    receipt: 'Receipt',
    refund: 'Refund',
    submit: 'Submit the complaint',
    wrong: 'Please check the following',
  },
};

async function press(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Presses a button that leads to another page of the form. */
async function go(page, name, step) {
  await press(page, name);
  await expect(page).toHaveURL(new RegExp(`/file/${step}(\\?|$)`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

async function chooseKind(page, words, kind, next) {
  await visit(page, '/file/kind');
  await page.getByRole('radio', { name: kind, exact: true }).check();
  await go(page, words.continue, next);
}

async function fillBusiness(page) {
  await page.locator('[name=respondent_name]').fill('青河家电商行');
  await page.locator('[name=respondent_address]').fill('人民路 12 号');
}

async function fillPurchase(page) {
  await page.locator('[name=item_name]').fill('电热水壶');
  await page.locator('[name=item_category]').selectOption('G04');
  await page.locator('[name=item_purchased_on_year]').fill('2026');
  await page.locator('[name=item_purchased_on_month]').fill('10');
}

async function fillContact(page, words) {
  await page.locator('[name=complainant_name]').fill('阿依古丽·买买提');
  await page.locator('[name=complainant_phone]').fill('138 0013 8000');
  await page.locator('[name=complainant_address]').fill('幸福小区 3 栋 201');
  await page.getByRole('checkbox', { name: words.privacy }).check();
}

/** Fills a complaint up to the check page; `look` sees every page on the way. */
async function fillComplaint(page, words, look = async () => {}) {
  await chooseKind(page, words, words.complaint, 'business');
  await look('business');
  await fillBusiness(page);
  await go(page, words.continue, 'purchase');
  await look('purchase');
  await fillPurchase(page);
  await go(page, words.continue, 'story');
  await look('story');
  await page.locator('[name=facts]').fill(FACTS);
  await page.getByRole('radio', { name: words.problem, exact: true }).check();
  await go(page, words.continue, 'wishes');
  await look('wishes');
  await page.getByRole('checkbox', { name: words.refund, exact: true }).check();
  await page.locator('[name=claims_amount]').fill('１２９．９０');
  await go(page, words.continue, 'contact');
  await look('contact');
  await fillContact(page, words);
  await go(page, words.continue, 'check');
  await look('check');
}

/** Number and receipt as the confirmation shows them. */
async function keysOf(page) {
  const values = page.locator('.wq-number__value');
  await expect(values).toHaveCount(2);
  return (await values.allInnerTexts()).map((text) => text.trim());
}

async function submit(page, words) {
  await page.getByRole('checkbox', { name: words.promise }).check();
  await press(page, words.submit);
  await expect(page).toHaveURL(/\/file\/done$/);
  return keysOf(page);
}

test('a complaint is filed page by page and gets its number and receipt', { tag: '@postgres' }, async ({ page }) => {
  const words = WORDS.zh;
  await visit(page, '/file/kind');
  await expectSound(page, 'file-kind');
  await fillComplaint(page, words, (step) => expectSound(page, `file-${step}`));

  await expect(page.getByRole('heading', { level: 1, name: words.check })).toBeVisible();
  await expect(page.locator('main')).toContainText('青河家电商行');
  await expect(page.locator('main')).toContainText('未填写');

  const [number, receipt] = await submit(page, words);
  await expect(page.getByRole('heading', { level: 1, name: words.filed })).toBeVisible();
  expect(number.replaceAll(' ', '')).toMatch(/^\d{21}$/);
  expect(receipt).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
  await expect(page.locator('.wq-next a[href^="/why?rule=C-"]')).toBeVisible();
  await expect(page.locator('.wq-qr svg')).toBeVisible();
  await expectSound(page, 'file-done');

  await page.locator('form[action="/fn/track/open"] button').first().click();
  await expect(page).toHaveURL(/\/case$/);
  await expect(page.locator('main')).toContainText(number);
});

test('a complaint is filed in English', async ({ page }) => {
  const words = WORDS.en;
  await visit(page, '/');
  await press(page, 'English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectSound(page, 'start-en');
  await fillComplaint(page, words, (step) => expectSound(page, `file-${step}-en`));
  await submit(page, words);
  await expect(page.getByRole('heading', { level: 1, name: words.filed })).toBeVisible();
  await expectSound(page, 'file-done-en');
});

test('what is wrong is said in words, and what was typed stays', async ({ page }) => {
  const words = WORDS.zh;
  await visit(page, '/file/kind');
  await press(page, words.continue);
  await expect(page.getByRole('heading', { name: words.wrong })).toBeVisible();
  await expect(page).toHaveTitle(/^错误：/);
  await expectSound(page, 'file-kind-wrong');

  await chooseKind(page, words, words.complaint, 'business');
  await page.locator('[name=respondent_name]').fill('青河家电商行');
  await page.locator('[name=respondent_credit_code]').fill('91110108');
  await press(page, words.continue);
  await expect(page.getByRole('heading', { name: words.wrong })).toBeVisible();
  await expect(page.locator('[name=respondent_name]')).toHaveValue('青河家电商行');
  await expect(page.locator('[name=respondent_credit_code]')).toHaveValue('91110108');
  await expect(page.locator('[name=respondent_credit_code]')).toHaveAttribute('aria-invalid', 'true');
  await expectSound(page, 'file-business-wrong');

  // The second mistake in a row is said as well.
  await page.locator('[name=respondent_address]').fill('人民路 12 号');
  await press(page, words.continue);
  await expect(page.locator('.wq-error-summary li')).toHaveCount(1);
  await page.locator('[name=respondent_credit_code]').fill('');
  await go(page, words.continue, 'purchase');

  await page.locator('[name=item_purchased_on_year]').fill('2026');
  await page.locator('[name=item_purchased_on_month]').fill('13');
  await press(page, words.continue);
  await expect(page.locator('.wq-error-summary li')).toHaveCount(3);
  await page.locator('.wq-error-summary a').last().click();
  await expect(page.locator('[name=item_purchased_on_year]')).toBeFocused();
});

test('going back, reloading and changing an answer lose nothing', async ({ page }) => {
  const words = WORDS.zh;
  await chooseKind(page, words, words.complaint, 'business');
  await fillBusiness(page);
  await go(page, words.back, 'kind');
  await go(page, words.continue, 'business');
  await expect(page.locator('[name=respondent_name]')).toHaveValue('青河家电商行');
  await go(page, words.continue, 'purchase');
  await page.reload();
  await expectHydrated(page);
  await fillPurchase(page);
  await go(page, words.continue, 'story');
  await page.goBack();
  await expect(page.locator('[name=item_name]')).toHaveValue('电热水壶');

  // A later page cannot be opened before the earlier ones; the start page leads on.
  await page.goto('/file/check');
  await expect(page).toHaveURL(/\/file\/story/);
  await visit(page, '/');
  await expectSound(page, 'start-unfinished');
  await page.getByRole('link', { name: '继续上次填写' }).click();
  await expect(page).toHaveURL(/\/file\/story/);
  await expectHydrated(page);

  await page.locator('[name=facts]').fill(FACTS);
  await page.getByRole('radio', { name: words.problem, exact: true }).check();
  await go(page, words.continue, 'wishes');
  await page.getByRole('checkbox', { name: words.refund, exact: true }).check();
  await go(page, words.continue, 'contact');
  await fillContact(page, words);
  await go(page, words.continue, 'check');
  await page.locator('a[href="/file/business?from=check"]').first().click();
  await expect(page.locator('[name=respondent_name]')).toHaveValue('青河家电商行');
  await page.locator('[name=respondent_name]').fill('青河家电商行二店');
  await go(page, words.keep, 'check');
  await expect(page.locator('main')).toContainText('青河家电商行二店');
  await expect(page.locator('main')).toContainText(FACTS);
});

test('submitting twice, going back and reloading file one complaint', async ({ page }) => {
  const words = WORDS.zh;
  await fillComplaint(page, words);
  // The promise is asked for, and nothing is lost without it.
  await press(page, words.submit);
  await expect(page.getByRole('heading', { name: words.wrong })).toBeVisible();
  await expectSound(page, 'file-check-wrong');

  await page.getByRole('checkbox', { name: words.promise }).check();
  await page.getByRole('button', { name: words.submit, exact: true }).dblclick();
  await expect(page).toHaveURL(/\/file\/done$/);
  const keys = await keysOf(page);
  await page.reload();
  expect(await keysOf(page)).toEqual(keys);
  await page.goBack();
  await page.goto('/file/check');
  await expect(page).toHaveURL(/\/file\/done$/);
  expect(await keysOf(page)).toEqual(keys);

  await expectHydrated(page);
  await press(page, '已保存，离开');
  await expect(page).toHaveURL(/\/$/);
  await page.goto('/file/done');
  await expect(page).toHaveURL(/\/$/);
});

test('a report needs no name', async ({ page }) => {
  const words = WORDS.zh;
  await chooseKind(page, words, '举报', 'business');
  await page.locator('[name=respondent_name]').fill('顺达小吃店');
  await go(page, words.continue, 'story');
  await page.locator('[name=facts]').fill('后厨把过期的肉洗一洗又端上桌，前天晚上看到的。');
  await page.getByText('没有合适的？看看其他类型').click();
  await expectSound(page, 'file-story-report');
  await go(page, words.continue, 'contact');
  await expect(page.locator('main')).toContainText('匿名');
  await page.getByRole('checkbox', { name: words.privacy }).check();
  await go(page, words.continue, 'check');
  await page.getByRole('checkbox', { name: words.promise }).check();
  await press(page, '提交举报');
  await expect(page.getByRole('heading', { level: 1, name: '举报已提交' })).toBeVisible();
});

test('a question is asked from the start page without contact details', async ({ page }) => {
  const words = WORDS.zh;
  await visit(page, '/');
  await page.locator('a[href="/file/kind?type=consultation"]').click();
  await expect(page.getByRole('radio', { name: '咨询', exact: true })).toBeChecked();
  await expectHydrated(page);
  await go(page, words.continue, 'story');
  await page.locator('[name=facts]').fill('网购的鞋子不合脚，七天之内可以退货吗？');
  await go(page, words.continue, 'contact');
  await page.getByRole('checkbox', { name: words.privacy }).check();
  await go(page, words.continue, 'check');
  await page.getByRole('checkbox', { name: words.promise }).check();
  await press(page, '提交咨询');
  await expect(page.getByRole('heading', { level: 1, name: '咨询已提交' })).toBeVisible();
});

test('with JavaScript the pages of the form need no page load', async ({ page }) => {
  test.skip(!hasScript(), 'without JavaScript each page is a load');
  const words = WORDS.zh;
  await chooseKind(page, words, words.complaint, 'business');
  await page.evaluate(() => { window.untouched = true; });
  await fillBusiness(page);
  await go(page, words.continue, 'purchase');
  expect(await page.evaluate(() => window.untouched)).toBe(true);
});

test('the texts about the service can be read', async ({ page }) => {
  for (const path of ['/privacy', '/accessibility']) {
    const response = await visit(page, path);
    expect(response.status()).toBe(200);
    await expectSound(page, path.slice(1));
  }
});

test.describe('an address that does not exist', () => {
  test.use({ tolerated: [/status of 404/] });

  test('gets a page that says so', async ({ page }) => {
    const response = await visit(page, '/no-such-page');
    expect(response.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('没有找到您要的页面');
    await expectSound(page, 'not-found', response);
  });
});
