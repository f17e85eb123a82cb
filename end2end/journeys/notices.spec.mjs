// Reminders of deadlines, for those who handle cases.
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

test('reminders are read and put away', async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  await visit(page, '/desk/notices');
  await expect(page.getByRole('heading', { name: '期限提醒', level: 1 })).toBeVisible();
  await expectSound(page, 'desk-notices');
  // The demonstration has overdue cases, so there is something to remind of.
  const ids = page.locator('.wq-works input[name=id]');
  const id = await ids.first().inputValue();
  await page.locator('.wq-works > li').first().getByRole('button').click();
  // The list shows the latest fifty: another one may take its place.
  await expect(page.locator(`.wq-works input[value="${id}"]`)).toHaveCount(0);
  await expectHydrated(page);
});

test('an administrator without cases has no reminders', async ({ page }) => {
  await signIn(page, account({ role: 'admin' }));
  await expect(page.getByRole('link', { name: '提醒', exact: true })).toHaveCount(0);
});
