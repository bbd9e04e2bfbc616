// The same job with less: no script, no mouse, an impatient finger.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start, tabTo } from './attest.mjs';
import { form, now, page_of, requirements, send, state, submit, waiting } from './doing.mjs';

const attest = await start();
after(() => attest.stop());
const [plain, keys, twice] = await requirements(attest, 'dk-trainee', undefined, { kind: 'goal', state: 'open' }, 3);

test('sign-off works without script', async () => {
  const trainee = await attest.as('dk-trainee', { script: false });
  await send(attest, trainee, plain, 'dk-supervisor', { comment: 'Uden script' });
  assert.equal(await state(attest, 'dk-trainee', plain), 'requested');
  const supervisor = await attest.as('dk-supervisor', { script: false });
  await submit(form(supervisor, `/sign-offs/${await waiting(attest, 'dk-trainee', plain)}/attest`));
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
  await trainee.waitForURL(/did=sent/);
  assert.equal(await state(attest, 'dk-trainee', keys), 'requested');

  const supervisor = await attest.as('dk-supervisor');
  const id = await waiting(attest, 'dk-trainee', keys);
  await tabTo(supervisor, form(supervisor, `/sign-offs/${id}/attest`).locator('[type=submit]').first());
  await supervisor.keyboard.press('Enter');
  await supervisor.waitForURL(/\/sign-offs\/done\?/);
  assert.equal(await state(attest, 'dk-trainee', keys), 'attested');
  const receipt = await supervisor.locator('h1').first().innerText();
  await supervisor.reload();
  assert.equal(await supervisor.locator('h1').first().innerText(), receipt, 'a reload says the same');
});

test('a double click has one effect', async () => {
  for (const script of [true, false]) {
    const trainee = await attest.as('dk-trainee', { script });
    await trainee.goto(page_of(twice));
    const before = (await now(attest, 'dk-trainee', twice)).count;
    const entry = form(trainee, `/requirements/${twice.code}/entries`);
    const sent = trainee.waitForResponse((answer) => answer.request().method() === 'POST');
    await entry.locator('[type=submit]').first().dblclick();
    await sent;
    await trainee.waitForTimeout(300);
    assert.equal((await now(attest, 'dk-trainee', twice)).count - before, 1, `script: ${script}`);
  }
});
