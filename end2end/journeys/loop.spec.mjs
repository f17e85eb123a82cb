// The whole loop, as three people live it: one files, one handles, one is asked and comes back.
import { head, settle, step, submit as confirm } from './case.mjs';
import { fillComplaint, submit as file, WORDS } from './consumer.mjs';
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

const TEXTS = {
  zh: { closed: '已办结', best: /非常满意/ },
  en: { closed: 'Closed', best: /Very satisfied/ },
};

for (const language of ['zh', 'en']) {
  test(`a complaint goes from filing to its rating and is taken up again (${language})`, async ({ page, newPerson, baseURL }) => {
    test.slow();
    const words = WORDS[language];
    const texts = TEXTS[language];
    const locale = language === 'zh' ? 'zh-CN' : 'en';
    await page.context().addCookies([{ name: 'locale', value: locale, url: baseURL }]);

    await fillComplaint(page, words);
    const [shown] = await file(page, words);
    const number = shown.replaceAll(' ', '');
    await page.locator('form[action$="/fn/track/open"] button').first().click();
    await expect(page).toHaveURL(/\/case/);
    await expectSound(page, `loop-filed-${language}`, await page.goto('/case'));

    const officer = await newPerson();
    await signIn(officer, account({ role: 'handler' }));
    await visit(officer, `/desk/cases/${number}`);
    await step(officer, '开始审查');
    await expect(head(officer)).toContainText('审查中');
    await step(officer, '受理');
    await confirm(officer, '确认受理');
    await expect(head(officer)).toContainText('已受理');
    await step(officer, '回复消费者');
    await officer.locator('[name=text]').fill('商家已同意退款，请留意到账。');
    await officer.locator('main .wq-actions button').click();
    await expect(officer.getByText('商家已同意退款，请留意到账。')).toBeVisible();

    await visit(page, '/case');
    await expect(page.getByText('商家已同意退款，请留意到账。').first()).toBeVisible();
    await settle(officer);

    await visit(page, '/case');
    await expect(page.getByText(texts.closed).first()).toBeVisible();
    await page.locator('a[href*="/s/"]').first().click();
    await expect(page).toHaveURL(/\/s\//);
    await page.locator('button[name=score][value="5"]').click();
    await expect(page).toHaveURL(/\/s\/[^/]+\/\w+/);

    await visit(page, '/case');
    await expect(page.getByText(texts.best).first()).toBeVisible();
    await visit(page, '/case/reopen');
    await page.locator('textarea').fill('商家答应的退款一直没有到账。');
    await page.locator('main form[action*="reopen"] button').click();
    await expect(page).toHaveURL(/\/case\?done=reopened/);
    await expectSound(page, `loop-reopened-${language}`, await page.goto('/case'));
    await visit(officer, `/desk/cases/${number}`);
    await expect(head(officer)).toContainText('重新办理');
  });
}
