// Cases come in as a table after a look at what would happen, and go out as a file.
import { randomUUID } from 'node:crypto';
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

const HEADINGS =
  '登记编号,类型,接收方式,企业名称,企业地址,诉求内容,问题类别,事发地,具体问题,初查受理状态,处理机构,处理部门,反馈内容';

const file = (rows) => ({
  name: 'cases.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`${HEADINGS}\r\n${rows.join('\r\n')}\r\n`),
});

async function upload(page, content) {
  await page.getByLabel('案件表文件').setInputFiles(content);
  await page.getByRole('button', { name: '上传并检查' }).click();
}

test('a file shows what it would do, is corrected, confirmed and found', async ({ page }) => {
  const mark = randomUUID();
  const good = `T-${mark},投诉,电话,示例百货,中心街 2 号,购买的电饭煲三天后不通电，要求退货。,质量,示例县,性能故障,待受理,,,`;
  await signIn(page, account({ role: 'handler' }));
  await visit(page, '/desk/import');
  await expectSound(page, 'desk-import');

  await upload(page, file([good.replace('投诉', '投述')]));
  await expect(page.getByText('有 1 处需要改正')).toBeVisible();
  await expect(page.getByRole('cell', { name: '请写“投诉”“举报”' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^导入/ })).toHaveCount(0);
  await expectHydrated(page);
  await expectSound(page, 'desk-import-problems');

  await page.getByRole('link', { name: '换一个文件' }).click();
  await upload(page, file([good]));
  await expectHydrated(page);
  await expectSound(page, 'desk-import-preview');
  await page.getByRole('button', { name: '导入 1 件案件' }).click();
  await expect(page.getByText('已导入 1 件案件')).toBeVisible();
  await expectSound(page, 'desk-import-done');

  await visit(page, '/desk/import');
  await upload(page, file([good]));
  await expect(page.getByText('没有需要导入的'), 'each case comes in once').toBeVisible();
});

test('a list goes out as a file, in clear only for a reason', async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  await visit(page, '/desk?queue=all&type=complaint');
  await page.getByRole('link', { name: '导出此列表' }).click();
  await expect(page.getByRole('heading', { name: '导出案件' })).toBeVisible();
  await expectHydrated(page);
  await expectSound(page, 'desk-export');

  await page.getByRole('radio', { name: '文本表格（CSV）' }).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^cases-\d{8}\.csv$/);

  await page.getByRole('radio', { name: '显示', exact: true }).check();
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await expect(page.locator('#f-reason-error')).toBeVisible();
  await expectSound(page, 'desk-export-reason');
});
