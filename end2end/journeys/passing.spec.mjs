// A case goes from a station to the authority, on to an office, and back.
import { head, step, submit } from './case.mjs';
import { complaint, file, track } from './office.mjs';
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

async function passOn(page, code, words) {
  await step(page, '转交其他单位');
  await page.locator(`[name=organisation][value="${code}"]`).check();
  await page.locator('[name=text]').fill(words);
  await submit(page, '转交其他单位');
  await expect(head(page)).toContainText('待签收');
  await expectHydrated(page);
}

test('a station hands a dispute over, the authority signs for it and gives it to an office that sends it back', { tag: '@postgres' }, async ({ page, newPerson, request }) => {
  const filed = await file(request, { ...complaint(), to: '21' });
  const address = `/desk/cases/${filed.number}`;
  await signIn(page, account({ login: 'liaison' }));
  await visit(page, address);
  await step(page, '开始审查');
  await expect(head(page)).toContainText('协商和解中');
  await step(page, '转交其他单位');
  await expectSound(page, 'desk-distribute');
  // Nothing chosen: said at the field, and the words stay.
  await page.locator('[name=text]').fill('双方未能和解，请依法处理。');
  await submit(page, '转交其他单位');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator('[name=text]')).toHaveValue(/未能和解/);
  await page.locator('[name=organisation][value="01"]').check();
  await submit(page, '转交其他单位');
  // Who had the case may follow it, and do nothing.
  await expect(head(page)).toContainText('待签收');
  await expect(page.getByRole('group', { name: '下一步' })).toHaveCount(0);

  const chief = await newPerson();
  await signIn(chief, account({ role: 'department_head' }));
  await visit(chief, address);
  await expect(head(chief)).toContainText('待签收');
  await expectSound(chief, 'desk-case-distributed');
  await step(chief, '签收');
  await expect(head(chief)).toContainText('已登记');
  await passOn(chief, '11', '属你所辖区，请办理。');

  const office = await newPerson();
  await signIn(office, account({ login: 'office' }));
  await visit(office, address);
  await step(office, '退回');
  await office.getByLabel('不属本职').check();
  await office.locator('[name=text]').fill('经营地在新区所辖区。');
  await submit(office, '退回');
  await expect(head(office)).toContainText('已登记');

  const tracked = await track(request, filed);
  expect(tracked.state).toBe('registered');
  expect(tracked.organisation.code).toBe('01');
  expect(JSON.stringify(tracked)).not.toContain('未能和解');
});
