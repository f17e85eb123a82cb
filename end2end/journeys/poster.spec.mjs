// A poster at the door of a shop: printed at the desk, scanned by somebody with a telephone.
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

test('an administrator prints the poster of a station', async ({ page }) => {
  await signIn(page, account({ role: 'admin' }));
  await page.getByRole('link', { name: /打印二维码海报/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('打印二维码海报');
  const station = page.getByLabel('受理单位').locator('option').nth(1);
  const name = (await station.innerText()).replace(/^\S+ /, '');
  await page.getByLabel('受理单位').selectOption(await station.getAttribute('value'));
  await page.getByLabel('纸张').selectOption('a6');
  await page.getByRole('button', { name: '更新预览' }).click();
  const poster = page.locator('.wq-poster');
  await expect(poster).toHaveAttribute('data-paper', 'a6');
  await expect(poster.locator('.wq-poster__place')).toHaveText(name);
  await expect(poster.locator('svg')).toBeVisible();
  await expectSound(page, 'poster-print', await page.reload());
});

test('scanning a poster leads to a form that knows the place', async ({ page }) => {
  await visit(page, '/f?to=02');
  await expectSound(page, 'poster');
  await page.getByRole('button', { name: '我要投诉' }).click();
  await expect(page).toHaveURL(/\/file\/business$/);
  await expectSound(page, 'poster-begun', await page.reload());
});
