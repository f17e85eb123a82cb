// Two-step sign-in, recovery codes, and the lock of a shared tablet.
import { createHmac } from 'node:crypto';
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

const PASSWORD = '三只狐狸 过马路';
const PIN = '802417';
const STEP_MS = 30_000;

/** An account of this journey alone, with a password of its own; the demo county keeps its accounts as they are. */
async function newcomer(admin, person) {
  await signIn(admin, account({ role: 'admin' }));
  await visit(admin, '/desk/admin/accounts/new');
  const random = Math.random().toString(36).slice(2, 8);
  const login = `keys.${random}`;
  await admin.locator('[name=name]').fill('欧阳 锁');
  await admin.locator('[name=organisation]').selectOption('01');
  await admin.locator('[name=login]').fill(login);
  await admin.locator('[name=staff_number]').fill(`K-${random}`);
  await admin.locator('[value=handler]').check();
  await admin.getByRole('button', { name: '保存', exact: true }).click();
  await expect(admin.getByText('密码只显示这一次')).toBeVisible();
  const first = (await admin.locator('.wq-number__value').innerText()).trim();
  const address = new URL(admin.url()).pathname;
  await signIn(person, { login, password: first });
  await visit(person, '/desk/account');
  await person.locator('[name=current_password]').fill(first);
  await person.locator('[name=new_password]').fill(PASSWORD);
  await person.locator('[name=repeated_password]').fill(PASSWORD);
  await person.getByRole('button', { name: '修改密码' }).click();
  await expect(person.getByText('密码已修改')).toBeVisible();
  return { login, address, number: `K-${random}`.toUpperCase() };
}

/** The code of an authenticator (RFC 6238) at the present step, or `ahead` steps later. */
function codeOf(secret, ahead = 0) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replaceAll(' ', '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + ahead));
  const hash = createHmac('sha1', key).update(counter).digest();
  const place = hash.at(-1) & 0xf;
  return String((hash.readUInt32BE(place) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** Turns the second step on; answers secret and recovery codes. */
async function setUp(page) {
  await visit(page, '/desk/account');
  await expectSound(page, 'desk-account-keys');
  await page.getByRole('link', { name: '管理两步验证' }).click();
  await expectHydrated(page);
  await expectSound(page, 'desk-second-factor-start');
  await page.getByRole('button', { name: '开始设置' }).click();
  await expect(page.getByText('第一步')).toBeVisible();
  await expectHydrated(page);
  await expectSound(page, 'desk-second-factor-secret');
  const secret = (await page.locator('.wq-number__value').innerText()).trim();
  const confirm = page.getByRole('button', { name: '开启两步验证' });
  await page.locator('[name=code]').fill('12345');
  await confirm.click();
  await expect(page.locator('#f-code-error')).toBeVisible();
  await expect(page.locator('#f-current_password-error')).toBeVisible();
  await expectHydrated(page);
  await expectSound(page, 'desk-second-factor-errors');
  await page.locator('[name=code]').fill(codeOf(secret));
  await page.locator('[name=current_password]').fill(PASSWORD);
  await confirm.click();
  await expect(page.getByText('恢复码只显示这一次')).toBeVisible();
  await expectHydrated(page);
  await expectSound(page, 'desk-second-factor-codes');
  const codes = await page.locator('.wq-codes code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await visit(page, '/desk/account/second-factor');
  await expect(page.getByText('还有 10 个恢复码')).toBeVisible();
  await expectSound(page, 'desk-second-factor-on');
  return { secret, codes };
}

/** Name and password; the page that follows asks for the code. */
async function firstStep(page, login) {
  await visit(page, '/desk/sign-in');
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('main form button[type=submit]').click();
  await expect(page).toHaveURL(/\/desk\/sign-in\/code/);
  await expectHydrated(page);
}

async function giveCode(page, code) {
  await page.locator('[name=code]').fill(code);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

test('the second step is set up, asked for, replaced by a code on paper, and reset', async ({ page, newPerson }) => {
  test.slow();
  const person = await newPerson();
  const { login, address } = await newcomer(page, person);
  const { secret, codes } = await setUp(person);

  const tablet = await newPerson();
  await firstStep(tablet, login);
  await expectSound(tablet, 'desk-sign-in-code');
  await visit(tablet, '/desk');
  await expect(tablet, 'the password alone opens nothing').toHaveURL(/\/desk\/sign-in$/);
  await visit(tablet, '/desk/sign-in/code');
  await giveCode(tablet, '000000');
  await expect(tablet.locator('#f-code-error')).toBeVisible();
  await expectHydrated(tablet);
  await expectSound(tablet, 'desk-sign-in-code-error');
  // The code of the next step, since that of this one was used to set it up.
  await giveCode(tablet, codeOf(secret, 1));
  await expect(tablet).toHaveURL(/\/desk$/);
  await visit(tablet, '/desk/account');
  await expect(tablet.getByText('这台设备', { exact: true })).toBeVisible();
  await tablet.getByRole('button', { name: '退出其他所有设备' }).click();
  await expect(tablet.getByText('其他设备上的登录已全部退出')).toBeVisible();
  await visit(person, '/desk');
  await expect(person).toHaveURL(/\/desk\/sign-in/);

  await firstStep(person, login);
  await giveCode(person, codes[4].toUpperCase());
  await expect(person).toHaveURL(/\/desk$/);

  // Telephone and codes are lost: an administrator resets it, and the person is told.
  await visit(page, address);
  await expectSound(page, 'admin-account-second-factor');
  await page.locator('[name=reason]').fill('手机丢失');
  await page.getByRole('button', { name: '重置两步验证' }).click();
  await expect(page.getByRole('button', { name: '重置两步验证' })).toHaveCount(0);
  await visit(person, '/desk');
  await expect(person).toHaveURL(/\/desk\/sign-in/);
  await signIn(person, { login, password: PASSWORD });
  await visit(person, '/desk/account');
  await expect(person.getByText('您的两步验证已被重置')).toBeVisible();
  await expect(person.getByText('手机丢失')).toBeVisible();
  await expectSound(person, 'desk-account-reset');
});

test('a tablet is locked and opened again where it was', async ({ page, newPerson }) => {
  test.slow();
  const person = await newPerson();
  const { login, number } = await newcomer(page, person);
  await visit(person, '/desk/account/pin');
  await expectSound(person, 'desk-pin');
  for (const name of ['pin', 'repeated_pin']) await person.locator(`[name=${name}]`).fill('123456');
  await person.locator('[name=current_password]').fill(PASSWORD);
  await person.getByRole('button', { name: '设置 PIN' }).click();
  await expect(person.locator('#f-pin-error')).toBeVisible();
  await expectHydrated(person);
  await expectSound(person, 'desk-pin-errors');
  for (const name of ['pin', 'repeated_pin']) await person.locator(`[name=${name}]`).fill(PIN);
  await person.locator('[name=current_password]').fill(PASSWORD);
  await person.getByRole('button', { name: '设置 PIN' }).click();
  await expect(person.getByText('PIN 已设置')).toBeVisible();
  await expectHydrated(person);
  await expectSound(person, 'desk-pin-set');

  await visit(person, '/desk/register');
  await person.getByRole('button', { name: '锁定' }).click();
  await expect(person).toHaveURL(/\/desk\/lock/);
  await expect(person).toHaveTitle(new RegExp(number));
  await expectHydrated(person);
  await expectSound(person, 'desk-lock');
  await visit(person, '/desk/account');
  await expect(person, 'nothing else opens').toHaveURL(/\/desk\/lock\?back=%2Fdesk%2Faccount/);
  await person.locator('[name=pin]').fill('135790');
  await person.getByRole('button', { name: '解锁' }).click();
  await expect(person.getByText('还可以再试 4 次').first()).toBeVisible();
  await expectHydrated(person);
  await expectSound(person, 'desk-lock-wrong');
  await person.locator('[name=pin]').fill(PIN);
  await person.getByRole('button', { name: '解锁' }).click();
  await expect(person).toHaveURL(/\/desk\/account$/);

  // Too many wrong ones: only the password helps.
  await person.getByRole('button', { name: '锁定' }).click();
  for (let left = 4; left >= 0; left -= 1) {
    await expect(person.getByRole('button', { name: '解锁' })).toBeVisible();
    await person.locator('[name=pin]').fill('135790');
    await person.getByRole('button', { name: '解锁' }).click();
    if (left > 0) await expect(person.getByText(`还可以再试 ${left} 次`).first()).toBeVisible();
  }
  await expect(person).toHaveURL(/\/desk\/sign-in/);
  await expect(person.getByText('PIN 多次输错')).toBeVisible();
  await expectHydrated(person);
  await expectSound(person, 'desk-sign-in-locked-out');
  await signIn(person, { login, password: PASSWORD });
});

test.describe('a page that is left alone', () => {
  // The server refuses a locked page by this status, and the browser writes that down.
  test.use({ tolerated: [/status of 403/] });

  // Without JavaScript the next request goes there.
  test('a page on which nothing happens goes to the lock by itself', { tag: '@script' }, async ({ page, newPerson }) => {
    const person = await newPerson();
    const { login } = await newcomer(page, person);
    await visit(person, '/desk/account/pin');
    for (const name of ['pin', 'repeated_pin']) await person.locator(`[name=${name}]`).fill(PIN);
    await person.locator('[name=current_password]').fill(PASSWORD);
    await person.getByRole('button', { name: '设置 PIN' }).click();
    await expect(person.getByText('PIN 已设置')).toBeVisible();
    // The browser believes that minutes have passed; the server, whose clock goes on as usual, says
    // from another window of the same session that it is locked.
    for (const path of ['/desk', '/desk/account']) {
      await person.clock.install();
      await visit(person, path);
      await person.evaluate(() => fetch('/fn/desk/lock/now', { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '' }));
      await person.clock.fastForward('05:30');
      await person.clock.runFor(20_000);
      await expect(person).toHaveURL(new RegExp(`/desk/lock(\\?back=${encodeURIComponent(path)})?$`));
      await person.locator('[name=pin]').fill(PIN);
      await person.getByRole('button', { name: '解锁' }).click();
      await expect(person).toHaveURL(new RegExp(`${path}$`));
    }
    expect(login).toMatch(/^keys\./);
  });
});
