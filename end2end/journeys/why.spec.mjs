// A deadline says why it is the day it is.
import { expect, expectHydrated, expectSound, test, visit } from './support.mjs';

test('the days of a deadline are explained one by one', { tag: '@postgres' }, async ({ page }) => {
  await visit(page, '/why?rule=L1&from=2026-09-30');
  await expect(page.locator('.wq-next__date')).toHaveText('2026年10月15日（周四）');
  const holiday = page.getByRole('row', { name: /国庆节/ });
  await expect(holiday).toContainText('不计');
  await holiday.locator('summary').click();
  await expect(holiday.getByText('2026年10月3日（周六）')).toBeVisible();
  await expect(page.getByRole('row', { name: /调休上班/ })).toContainText('第 3 天');
  await expectSound(page, 'why');
});

test('another date is computed from the form', async ({ page }) => {
  await visit(page, '/why');
  await page.locator('select[name=rule]').selectOption('L2');
  await page.locator('input[name=from]').fill('2026-06-01');
  await page.getByRole('button', { name: '计算' }).click();
  await expect(page).toHaveURL(/\/why\?rule=L2&from=2026-06-01$/);
  await expectHydrated(page);
  await expect(page.getByText('60 天', { exact: true })).toBeVisible();
  await expect(page.locator('.wq-next__date')).toHaveText('2026年7月31日（周五）');
});

test('a question that cannot be answered is refused beside its field', async ({ page }) => {
  await visit(page, '/why?rule=L99&from=yesterday');
  await expect(page).toHaveTitle(/^错误：/);
  await expect(page.locator('#error-summary')).toContainText('请从列出的期限中选择');
  await expect(page.locator('#error-summary')).toContainText('请填写日期');
  await expectSound(page, 'why-refused');
});
