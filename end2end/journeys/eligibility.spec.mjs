// "Will this be accepted?": a few questions before filing.
import { expect, expectSound, test, visit } from './support.mjs';

test('a dispute with a shop leads on to filing', async ({ page }) => {
  await visit(page, '/');
  await page.getByRole('link', { name: '拿不准能不能受理？先看一看' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('我的投诉能不能受理？');
  await expectSound(page, 'eligibility');

  await page.getByLabel('是哪方面的事？').selectOption('goods');
  await page.getByRole('group', { name: /凭据/ }).getByText('否').click();
  await page.getByRole('button', { name: '看看能不能受理' }).click();
  await expect(page.locator('.wq-notice--success')).toContainText('请尽量找到能证明买过的凭据');
  // The answers stand where they were given.
  await expect(page.getByLabel('是哪方面的事？')).toHaveValue('goods');
  await expectSound(page, 'eligibility-likely');
  await page.getByRole('link', { name: '填写投诉' }).click();
  await expect(page).toHaveURL(/\/file\/kind\?type=complaint/);
  await expect(page.getByRole('radio', { name: '投诉', exact: true })).toBeChecked();
});

test('what is not ours is sent to the right place', async ({ page }) => {
  await visit(page, '/eligibility');
  await page.getByLabel('是哪方面的事？').selectOption('wages');
  await page.getByRole('button', { name: '看看能不能受理' }).click();
  await expect(page.locator('.wq-notice--warning')).toContainText('人力资源和社会保障部门');
  await expect(page.getByRole('link', { name: '12333' })).toBeVisible();
  await expectSound(page, 'eligibility-elsewhere');
});
