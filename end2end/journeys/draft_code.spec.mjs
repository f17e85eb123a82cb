// An unsent filing goes on at another telephone by a code of six digits.
import { chooseKind, go, WORDS } from './consumer.mjs';
import { expect, expectHydrated, expectSound, test, visit } from './support.mjs';

test('what was typed on one telephone goes on at another by a code', { tag: '@postgres' }, async ({ page, newPerson }) => {
  const words = WORDS.zh;
  await chooseKind(page, words, '举报', 'business');
  await page.locator('[name=respondent_name]').fill('顺达小吃店');
  await go(page, words.continue, 'story');
  await visit(page, '/file/link');
  await page.locator('[name=phone_end]').fill('00');
  await page.getByRole('button', { name: '获取接力码' }).click();
  await expect(page).toHaveURL(/\/file\/link\?form=/);
  await expectHydrated(page);
  await expect(page.getByRole('alert').first()).toBeVisible();
  await page.locator('[name=phone_end]').fill('００４２');
  await page.getByRole('button', { name: '获取接力码' }).click();
  await expect(page.locator('.wq-number__value')).toBeVisible();
  await expectSound(page, 'file-link-code');
  const code = (await page.locator('.wq-number__value').innerText()).trim();
  expect(code).toMatch(/^\d{3} \d{3}$/);

  const other = await newPerson();
  await visit(other, '/file/kind');
  await other.getByRole('link', { name: '用另一台设备上的接力码继续' }).click();
  await expect(other).toHaveURL(/\/file\/code$/);
  await expectHydrated(other);
  await expectSound(other, 'file-code');
  const enter = async (typed) => {
    await other.locator('[name=code]').fill(typed);
    await other.locator('[name=phone_end]').fill('0042');
    await other.getByRole('button', { name: '继续填写' }).click();
  };
  await enter('12');
  await expect(other).toHaveURL(/\/file\/code\?form=/);
  await expectHydrated(other);
  await expectSound(other, 'file-code-wrong');
  await enter(code);
  await expect(other).toHaveURL(/\/d\//);
  await expectHydrated(other);
  await other.getByRole('button', { name: '继续填写' }).click();
  await expect(other).toHaveURL(/\/file\/story$/);
  await visit(other, '/file/business');
  await expect(other.locator('[name=respondent_name]')).toHaveValue('顺达小吃店');
});
