// Figures for everybody.
import { expect, expectSound, test, visit } from './support.mjs';

test('figures are a link away and read on a phone', async ({ page }) => {
  await visit(page, '/');
  await page.getByRole('contentinfo').getByRole('link', { name: '办理情况公开' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('办理情况公开');
  await expect(page.getByRole('table', { name: '按事项类型' })).toContainText('投诉');
  await expect(page.getByText('评价满意')).toBeVisible();
  await expect(page.getByRole('img', { name: /各月收到/ })).toBeVisible();
  await expectSound(page, 'statistics', await page.reload());
});
