// The same job with less: no script, no mouse, an impatient finger.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start, tabTo } from './attest.mjs';
import { form, page_of, request, requirements, send, state, submit } from './doing.mjs';

const attest = await start();
after(() => attest.stop());
const [plain, keys, twice] = await requirements(attest, 'dk-trainee', undefined, { kind: 'goal', state: 'open' }, 3);

test('sign-off works without script', async () => {
  const trainee = await attest.as('dk-trainee', { script: false });
  await send(attest, trainee, plain, 'dk-supervisor', { comment: 'Uden script' });
  assert.equal(await state(attest, 'dk-trainee', plain), 'requested');
  const supervisor = await attest.as('dk-supervisor', { script: false });
  const waiting = await request(attest, 'dk-supervisor', plain);
  await supervisor.goto('/sign-offs');
  if ((await form(supervisor, `/sign-offs/${waiting.id}/attest`).count()) === 0) {
    await supervisor.locator(`main a[href$="/sign-offs/${waiting.id}"]`).first().click();
  }
  await submit(form(supervisor, `/sign-offs/${waiting.id}/attest`));
  await supervisor.waitForLoadState();
  assert.equal(await state(attest, 'dk-trainee', plain), 'attested');
});

test('sign-off works by keyboard alone', async () => {
  const trainee = await attest.as('dk-trainee');
  await trainee.goto(`/plans/${keys.plan}`);
  await tabTo(trainee, trainee.locator(`main a[href$="/requirements/${keys.code}"]`).first());
  await trainee.keyboard.press('Enter');
  await trainee.waitForURL(`**${page_of(keys)}`);
  const sending = form(trainee, `/requirements/${keys.code}/sign-offs`);
  const to = sending.locator('[name=to]').first();
  const { person } = await attest.api('dk-supervisor');
  await tabTo(trainee, to);
  if ((await to.evaluate((e) => e.tagName)) === 'SELECT') await trainee.keyboard.type(person.name);
  else {
    const wanted = sending.locator(`[name=to][value="${person.id}"]`);
    for (let n = 0; n < 20 && !(await wanted.isChecked()); n += 1) await trainee.keyboard.press('ArrowDown');
  }
  await tabTo(trainee, sending.locator('[type=submit]').first());
  await trainee.keyboard.press('Enter');
  await trainee.waitForLoadState();
  assert.equal(await state(attest, 'dk-trainee', keys), 'requested');

  const supervisor = await attest.as('dk-supervisor');
  const waiting = await request(attest, 'dk-supervisor', keys);
  await supervisor.goto(`/sign-offs/${waiting.id}`);
  await tabTo(supervisor, form(supervisor, `/sign-offs/${waiting.id}/attest`).locator('[type=submit]').first());
  await supervisor.keyboard.press('Enter');
  await supervisor.waitForLoadState();
  assert.equal(await state(attest, 'dk-trainee', keys), 'attested');
});

test('a double click has one effect', async () => {
  for (const script of [true, false]) {
    const trainee = await attest.as('dk-trainee', { script });
    await trainee.goto(page_of(twice));
    const before = await registered(twice);
    const entry = form(trainee, `/requirements/${twice.code}/entries`);
    await entry.locator('[type=submit]').first().dblclick();
    await trainee.waitForLoadState();
    await trainee.waitForTimeout(300);
    assert.equal((await registered(twice)) - before, 1, `script: ${script}`);
  }
});

async function registered(r) {
  const { body } = await (await attest.api('dk-trainee'))('GET', `/plans/${r.plan}/requirements/${r.code}`);
  return body.history.filter((h) => h.what === 'registered').length;
}
