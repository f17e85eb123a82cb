// An administrator takes an item of a code list out from a day on.
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

// An administrator has no queue: the browser says so.
test.use({ tolerated: [/status of 403 .*\/desk\)$/] });

test('an item is taken out from a day on, and the needed ones stay', { tag: '@postgres' }, async ({ page }, info) => {
  // All projects share one county: each decides on an item of its own, for a day nobody waits for.
  const code = ['G13', 'G14', 'F07', 'F16'][['phone', 'tablet', 'phone-nojs', 'tablet-nojs'].indexOf(info.project.name)];
  await signIn(page, account({ role: 'admin' }));
  await visit(page, '/desk/admin');
  await page.getByRole('link', { name: /^代码表/ }).click();
  const items = page.getByRole('table', { name: '商品和服务类别' });
  await expect(items.getByRole('row', { name: /其他商品/ })).toContainText('始终提供');
  await expectSound(page, 'admin-codes', await page.reload());

  await page.getByLabel('选项').selectOption(code);
  await page.locator('input[name=effective_from]').fill('2020-01-01');
  await page.locator('input[name=reason]').fill('示例：统计口径调整');
  await page.getByRole('button', { name: '确认' }).click();
  await expect(page.locator('#error-summary')).toContainText('生效日期不能早于今天');
  await expect(page.getByLabel('选项')).toHaveValue(code);
  await expect(page.locator('input[name=reason]')).toHaveValue('示例：统计口径调整');
  await expectSound(page, 'admin-codes-refused', await page.reload());

  await page.locator('input[name=effective_from]').fill('2040-01-02');
  await page.getByRole('button', { name: '确认' }).click();
  await expect(page.getByText('代码表已调整')).toBeVisible();
  await expect(items.getByRole('row', { name: new RegExp(code) })).toContainText('自2040年1月2日（周一）起停止提供');
  await expect(page.getByRole('table', { name: '历次调整' })).toContainText('停止提供');
  await expect(page.getByText('示例：统计口径调整').first()).toBeVisible();
  await expectSound(page, 'admin-codes-set', await page.reload());

  await page.getByRole('link', { name: '来源渠道' }).click();
  await expect(page.getByRole('table', { name: '来源渠道' })).toContainText('12345 热线转办');
});
