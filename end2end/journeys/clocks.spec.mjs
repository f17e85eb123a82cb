// An administrator sets the target of a clock after a look at what it would do.
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

// An administrator has no queue: the browser says so.
test.use({ tolerated: [/status of 403 .*\/desk\)$/] });

// All projects share one county: service points handle no suggestions, so no other journey waits for this target.
const CLOCK = '/desk/admin/clocks/C-SUGGEST?kind=service_point';

async function lookAt(page, { target, from, reason }) {
  await page.locator('input[name=target]').fill(target);
  await page.locator('input[name=effective_from]').fill(from);
  await page.locator('input[name=reason]').fill(reason);
  await page.getByRole('button', { name: '查看影响' }).click();
  await expect(page).toHaveURL(/\/clocks\/C-[A-Z]+\?form=[0-9a-f-]+&kind=/);
}

test('a target is set from a day on after a look, and the law stays the wall', { tag: '@postgres' }, async ({ page }) => {
  await signIn(page, account({ role: 'admin' }));
  await visit(page, '/desk/admin');
  await page.getByRole('link', { name: /^办理时限/ }).click();
  await expect(page.getByRole('link', { name: /^受理审查/ })).toContainText('法定期限：7 个工作日');
  await expectSound(page, 'admin-clocks', await page.reload());
  await page.getByRole('link', { name: /^决定是否受理并告知/ }).click();
  await expect(page.getByText('由法律规定，不能修改')).toBeVisible();
  await expect(page.getByText('第十五条')).toBeVisible();
  await expectSound(page, 'admin-clock-law', await page.reload());

  await visit(page, '/desk/admin/clocks/C-REFUSE?kind=authority');
  await lookAt(page, { target: '8', from: '2040-01-02', reason: '示例：超过法定期限' });
  await expect(page.locator('#error-summary')).toContainText('不能长于法定期限');
  await expect(page.locator('input[name=target]')).toHaveValue('8');
  await expect(page.locator('input[name=reason]')).toHaveValue('示例：超过法定期限');
  await expectSound(page, 'admin-clock-refused', await page.reload());

  await visit(page, CLOCK);
  await expectSound(page, 'admin-clock', await page.reload());
  await lookAt(page, { target: '10', from: '2040-01-02', reason: '示例：尽快答复' });
  await expect(page.getByText('目前尚未作任何修改')).toBeVisible();
  await expect(page.getByText('按新的时限到期')).toBeVisible();
  await expectSound(page, 'admin-clock-look', await page.reload());
  await page.getByRole('button', { name: /^确认自2040年1月2日/ }).click();
  await expect(page.getByText('时限已调整')).toBeVisible();
  await expect(page.getByRole('table', { name: '历次调整' })).toContainText('10 个工作日');
  await expect(page.getByText('示例：尽快答复').first()).toBeVisible();
  await expectSound(page, 'admin-clock-set', await page.reload());
  await visit(page, '/desk/admin/clocks?kind=service_point');
  await expect(page.getByRole('link', { name: /^答复建议/ })).toContainText('自2040年1月2日（周一）起改为10 个工作日');
});
