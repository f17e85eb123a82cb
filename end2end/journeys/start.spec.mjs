// The first page: what a person sees before anything else.
import { expect, expectSound, test, visit } from './support.mjs';

test('the start page opens, in Chinese, and leads to filing', { tag: '@postgres' }, async ({ page }) => {
  const response = await visit(page, '/');
  expect(response.status()).toBe(200);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page).toHaveTitle(/维权通/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('main'), 'it costs nothing').toContainText('免费');
  await expectSound(page, 'start');
  await page.locator('main a[href^="/file"]').first().click();
  await expect(page).toHaveURL(/\/file/);
});
