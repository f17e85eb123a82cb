// An anonymous report from its review to the decision in the case that was opened.
import { randomUUID } from 'node:crypto';
import { head, step, submit } from './case.mjs';
import { file, track } from './office.mjs';
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

const report = () => ({
  type: 'report',
  respondent: { name: '示例食品店' },
  facts: `货架上的点心过了保质期还在卖。（${randomUUID()}）`,
  consents: { privacy_notice: '1' },
});

async function say(page, command, words, control = 'text') {
  await step(page, command);
  await page.locator(`[name=${control}]`).fill(words);
  await submit(page, command);
}

test('a report is checked by one officer and decided by another, and the reporter sees how far it is', { tag: '@postgres' }, async ({ page, newPerson, request }) => {
  const filed = await file(request, report());
  const address = `/desk/cases/${filed.number}`;
  await signIn(page, account({ role: 'handler' }));
  await visit(page, address);
  await step(page, '开始审查');
  await expect(head(page)).toContainText('审查中');
  await step(page, '开始核查');
  await submit(page, '开始核查');
  await expect(head(page)).toContainText('核查中');
  await say(page, '记录调查结论', '现场查见过期点心六盒，已登记保存。');
  await expect(page.locator('main')).toContainText('形成调查结论');
  await expectSound(page, 'desk-case-verifying');

  const chief = await newPerson();
  await signIn(chief, account({ role: 'department_head' }));
  await visit(chief, address);
  await say(chief, '批准延期', '需调取进货记录。', 'reason');
  await expect(chief.locator('main')).toContainText('需调取进货记录');
  await step(chief, '决定不予立案');
  await expectSound(chief, 'desk-decline-filing');
  // No ground chosen: said at the field, and the words stay.
  await chief.locator('[name=text]').fill('初次违法。');
  await submit(chief, '决定不予立案');
  await expect(chief.getByRole('alert')).toBeVisible();
  await expect(chief.locator('[name=text]')).toHaveValue('初次违法。');
  await visit(chief, address);
  await say(chief, '决定立案', '涉嫌销售超过保质期的食品。');
  await expect(head(chief)).toContainText('已立案');

  const told = await track(request, filed);
  expect(told.state).toBe('filed');
  expect(JSON.stringify(told)).not.toContain('涉嫌销售');

  await step(chief, '记录处理决定');
  await chief.getByLabel('予以行政处罚').check();
  await chief.locator('[name=text]').fill('责令改正，罚款。');
  await submit(chief, '记录处理决定');
  await expect(head(chief)).toContainText('已作出处理决定');

  await visit(page, address);
  await step(page, '办结并答复');
  await page.locator('[name=reply]').fill('经立案调查，已依法作出处理决定。');
  await submit(page, '办结并答复');
  await expect(head(page)).toContainText('已办结');
  await expectSound(page, 'desk-report-closed');
});
