// A case stands out: the person urges, the office marks it and reports upward, the authority above pushes it.
import { head, step, submit } from './case.mjs';
import { complaint, file, track } from './office.mjs';
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

async function say(page, command, words) {
  await step(page, command);
  await page.locator('[name=text]').fill(words);
  await submit(page, command);
  await expect(page, 'the step is done').not.toHaveURL(/\/do\//);
}

test('a case is urged, marked, reported upward, supervised and answered for', { tag: '@postgres' }, async ({ page, newPerson, request }) => {
  const filed = await file(request, { ...complaint(), to: '11' });
  await visit(page, '/track');
  await page.locator('input[name=receipt]').fill(filed.receipt);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/case$/);
  await page.getByRole('button', { name: '催办' }).click();
  await expect(page.getByText(/已催办/)).toBeVisible();
  await expectSound(page, 'case-urged');
  await expectHydrated(page);
  // Once a day: the button is gone.
  await expect(page.getByRole('button', { name: '催办' })).toHaveCount(0);

  const address = `/desk/cases/${filed.number}`;
  const office = await newPerson();
  await signIn(office, account({ login: 'office' }));
  await visit(office, address);
  await step(office, '标记重大敏感');
  await expectSound(office, 'desk-flag');
  await office.getByLabel('群体性').check();
  await office.locator('[name=text]').fill('同一门店已有十余人反映。');
  await submit(office, '标记重大敏感');
  await expect(head(office)).toContainText('群体性');
  await say(office, '上报快报', '十余人预付卡无法退款，门店停业，已安排专人。');

  const chief = await newPerson();
  await signIn(chief, account({ role: 'department_head' }));
  await visit(chief, address);
  await expect(head(chief)).toContainText('群体性');
  await step(chief, '督办');
  await chief.locator('[name=text]').fill('请说明进展。');
  await submit(chief, '督办');
  await expect(chief.getByRole('alert')).toBeVisible();
  await chief.getByLabel('橙色督办').check();
  await chief.locator('[name=due]').fill('2099-12-31');
  await expectSound(chief, 'desk-supervise');
  await submit(chief, '督办');
  await expect(chief.locator('main')).toContainText('橙色督办');
  await say(chief, '批示', '由所长牵头，三日内约谈。');

  await visit(office, address);
  await expect(office.locator('main')).toContainText('由所长牵头');
  await expectSound(office, 'desk-case-supervised');
  await say(office, '回复督办', '已约谈经营者，下周退款。');
  await expect(office.locator('main')).not.toContainText('回复期限');

  const told = JSON.stringify(await track(request, filed));
  for (const inner of ['群体性', '请说明进展', '由所长牵头', '已约谈经营者']) expect(told).not.toContain(inner);
});
