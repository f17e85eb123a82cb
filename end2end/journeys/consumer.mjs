// What a person does to file, page by page, in both languages.
import { expect, visit } from './support.mjs';

export const FACTS = '10月3日在店里买了一台电热水壶，用了两天就漏水，店家不肯退货。';

/** Words of the pages that the journeys read, in both languages. */
export const WORDS = {
  zh: {
    back: '返回',
    check: '请核对后提交',
    complaint: '投诉',
    continue: '继续',
    filed: '投诉已提交',
    keep: '保存并返回核对',
    promise: /我承诺以上内容真实/,
    problem: '售后服务',
    privacy: /我已阅读个人信息处理说明/,
    receipt: '查询凭证',
    refund: '退还货款或服务费用',
    submit: '提交投诉',
    wrong: '请检查以下内容',
  },
  en: {
    back: 'Back',
    check: 'Check your answers',
    complaint: 'Complaint',
    continue: 'Continue',
    filed: 'Complaint submitted',
    keep: 'Save and go back to check',
    promise: /What I have entered is true/,
    problem: 'After-sales service',
    privacy: /I have read how personal data are used/,
    receipt: 'Receipt',
    refund: 'Refund',
    submit: 'Submit the complaint',
    wrong: 'Please check the following',
  },
};

export async function press(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
}

/** Presses a button that leads to another page of the form. */
export async function go(page, name, step) {
  await press(page, name);
  await expect(page).toHaveURL(new RegExp(`/file/${step}(\\?|$)`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

export async function chooseKind(page, words, kind, next) {
  await visit(page, '/file/kind');
  await page.getByRole('radio', { name: kind, exact: true }).check();
  await go(page, words.continue, next);
}

export async function fillBusiness(page) {
  await page.locator('[name=respondent_name]').fill('青河家电商行');
  await page.locator('[name=respondent_address]').fill('人民路 12 号');
}

export async function fillPurchase(page) {
  await page.locator('[name=item_name]').fill('电热水壶');
  await page.locator('[name=item_category]').selectOption('G04');
  await page.locator('[name=item_purchased_on_year]').fill('2026');
  await page.locator('[name=item_purchased_on_month]').fill('10');
}

export async function fillContact(page, words) {
  await page.locator('[name=complainant_name]').fill('阿依古丽·买买提');
  await page.locator('[name=complainant_phone]').fill('138 0013 8000');
  await page.locator('[name=complainant_address]').fill('幸福小区 3 栋 201');
  await page.getByRole('checkbox', { name: words.privacy }).check();
}

/** Fills a complaint up to the check page; `look` sees every page on the way. */
export async function fillComplaint(page, words, look = async () => {}) {
  await chooseKind(page, words, words.complaint, 'business');
  await look('business');
  await fillBusiness(page);
  await go(page, words.continue, 'purchase');
  await look('purchase');
  await fillPurchase(page);
  await go(page, words.continue, 'story');
  await look('story');
  await page.locator('[name=facts]').fill(FACTS);
  await page.getByRole('radio', { name: words.problem, exact: true }).check();
  await go(page, words.continue, 'evidence');
  await look('evidence');
  await go(page, words.continue, 'wishes');
  await look('wishes');
  await page.getByRole('checkbox', { name: words.refund, exact: true }).check();
  await page.locator('[name=claims_amount]').fill('１２９．９０');
  await go(page, words.continue, 'contact');
  await look('contact');
  await fillContact(page, words);
  await go(page, words.continue, 'check');
  await look('check');
}

/** Number and receipt as the confirmation shows them. */
export async function keysOf(page) {
  const values = page.locator('.wq-number__value');
  await expect(values).toHaveCount(2);
  return (await values.allInnerTexts()).map((text) => text.trim());
}

export async function submit(page, words) {
  await page.getByRole('checkbox', { name: words.promise }).check();
  await press(page, words.submit);
  await expect(page).toHaveURL(/\/file\/done$/);
  return keysOf(page);
}
