// What is held about a case, taken along; and what the person asks for about it.
import { readFileSync } from 'node:fs';
import { complaint, file } from './office.mjs';
import { expect, expectHydrated, expectSound, test, visit } from './support.mjs';

test('the person takes along what is held about the case and asks for a correction', { tag: '@postgres' }, async ({ page, request }) => {
  const filed = await file(request, complaint());
  await visit(page, '/track');
  await page.locator('input[name=receipt]').fill(filed.receipt);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/case$/);
  await page.getByRole('link', { name: '我的数据' }).click();
  await expect(page).toHaveURL(/\/case\/my-data$/);
  await expectHydrated(page);
  await expectSound(page, 'case-my-data');

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载（ZIP）' }).click();
  const archive = await download;
  expect(archive.suggestedFilename()).toBe('my-data.zip');
  const bytes = readFileSync(await archive.path());
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  expect(bytes.includes('case.html') && bytes.includes('case.json')).toBe(true);

  // Nothing typed: said beside the field, nothing sent.
  await page.getByRole('button', { name: '申请更正' }).click();
  await expect(page).toHaveURL(/\/case\/my-data\?form=/);
  await expectHydrated(page);
  await expect(page.locator('.govuk-error-summary, .wq-error-summary').first()).toBeVisible();
  await expectSound(page, 'case-my-data-empty');
  await page.locator('[name=correction]').fill('电话应为 14400005678。');
  await page.getByRole('button', { name: '申请更正' }).click();
  await expect(page).toHaveURL(/\/case\?done=asked$/);
  await expect(page.getByText('已收到您的申请')).toBeVisible();
  await expect(page.locator('#messages')).toContainText('【申请更正个人信息】');
  await expect(page.locator('#messages')).toContainText('电话应为 14400005678。');
});
