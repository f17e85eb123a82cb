// Filing: what a person goes through from the first page to the receipt.
import { chooseKind, FACTS, fillBusiness, fillComplaint, fillContact, fillPurchase, go, keysOf, press, submit, WORDS } from './consumer.mjs';
import { expect, expectHydrated, expectSound, test, visit } from './support.mjs';

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
  await go(page, words.continue, 'evidence');
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
  await go(page, words.continue, 'evidence');
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

test.describe('when the network is gone', () => {
  test.use({ tolerated: [/ERR_INTERNET_DISCONNECTED/] });

  // Without a script the browser itself says so.
  test('what was typed stays on the page and goes out with the next tap', { tag: '@script' }, async ({ page, context }) => {
    const words = WORDS.zh;
    await chooseKind(page, words, words.complaint, 'business');
    await expectHydrated(page);
    await fillBusiness(page);
    const lost = page.locator('form [data-lost]');
    await expect(lost).toBeHidden();

    await context.setOffline(true);
    await press(page, words.continue);
    await expect(lost).toBeVisible();
    await expect(page).toHaveURL(/\/file\/business$/);
    await expect(page.locator('[name=respondent_name]')).toHaveValue('青河家电商行');

    await context.setOffline(false);
    await go(page, words.continue, 'purchase');
  });
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
