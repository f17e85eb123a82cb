// An unsent filing goes on later, or on another device.
import { WORDS, chooseKind, fillBusiness, go, press } from './consumer.mjs';
import { expect, expectSound, test, visit } from './support.mjs';

// A link that is over answers 410, and the browser says so.
test.use({ tolerated: [/status of 4(04|10)/] });

const LINK = '#draft-link';

/** Types a complaint up to the page about the purchase and answers the link to go on with. */
async function leave(page, item) {
  const words = WORDS.zh;
  await chooseKind(page, words, words.complaint, 'business');
  await fillBusiness(page);
  await go(page, words.continue, 'purchase');
  await page.locator('[name=item_name]').fill(item);
  await press(page, '稍后或换手机继续');
  await expect(page).toHaveURL(/\/file\/link$/);
  return page.locator(LINK).inputValue();
}

test('a filing goes on on another phone with everything typed', { tag: '@postgres' }, async ({ page, newPerson }) => {
  const address = await leave(page, '电热水壶');
  expect(address).toMatch(/^http.*\/d\/[\w-]{20,}$/);
  await expect(page.getByRole('img', { name: '继续填写的二维码' })).toBeVisible();
  await expectSound(page, 'draft-link', await page.reload());

  const other = await newPerson();
  await leave(other, '另一件');
  await visit(other, new URL(address).pathname);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('有一份没有提交的投诉');
  await expect(other.getByText('这台设备上还有另一份没有提交的内容')).toBeVisible();
  await expect(other.getByText('电热水壶'), 'nothing typed is shown before').toHaveCount(0);
  await expectSound(other, 'draft-waiting', await other.reload());
  await press(other, '继续填写');
  await expect(other).toHaveURL(/\/file\/purchase$/);
  await expect(other.locator('[name=item_name]')).toHaveValue('电热水壶');

  await page.getByRole('link', { name: '继续填写' }).click();
  await expect(page).toHaveURL(/\/file\/purchase$/);
  await expect(page.locator('[name=item_name]')).toHaveValue('电热水壶');
});

test('a link that leads nowhere says so', async ({ page }) => {
  const response = await visit(page, '/d/nothing-waits-here');
  expect(response.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('这个链接已经失效');
  await expectSound(page, 'draft-over', response);
});
