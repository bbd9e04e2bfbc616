// From requirement to attestation in Denmark: send, approve on a phone, return, recall, several at once, two who undo.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './attest.mjs';
import { form, give, page_of, request, requirements, send, state, submit } from './doing.mjs';
import { plan } from './pages.mjs';

const attest = await start();
after(() => attest.stop());
const [first, second, third] = await requirements(attest, 'dk-trainee', undefined, { kind: 'goal', state: 'open' }, 3);

test('a trainee sends, the supervisor approves on a phone in three, the plan shows it', async () => {
  const trainee = await attest.as('dk-trainee');
  await send(attest, trainee, first, 'dk-supervisor', { comment: 'Set i ambulatoriet' });
  assert.equal(await state(attest, 'dk-trainee', first), 'requested');

  const supervisor = await attest.as('dk-supervisor');
  const waiting = await request(attest, 'dk-supervisor', first);
  let interactions = 0;
  await supervisor.goto('/sign-offs');
  interactions += 1;
  if ((await form(supervisor, `/sign-offs/${waiting.id}/attest`).count()) === 0) {
    await supervisor.locator(`main a[href$="/sign-offs/${waiting.id}"]`).first().click();
    interactions += 1;
  }
  await submit(form(supervisor, `/sign-offs/${waiting.id}/attest`));
  interactions += 1;
  await supervisor.waitForLoadState();
  assert.equal(await state(attest, 'dk-trainee', first), 'attested');
  assert.ok(interactions <= 3, `${interactions} interactions`);

  await trainee.goto(page_of(first));
  const { person } = await attest.api('dk-supervisor');
  assert.match(await trainee.locator('main').innerText(), new RegExp(person.name));
  await trainee.goto(`/plans/${first.plan}`);
  const row = trainee.locator(`main li:has(> a[href$="/requirements/${first.code}"], a[href$="/requirements/${first.code}"])`).last();
  assert.equal(await row.locator('[data-state]').first().getAttribute('data-state'), 'attested');
});

test('a trainee takes a request back while it waits', async () => {
  const trainee = await attest.as('dk-trainee');
  await send(attest, trainee, second, 'dk-supervisor');
  const waiting = await request(attest, 'dk-supervisor', second);
  await trainee.goto(page_of(second));
  await submit(form(trainee, `/sign-offs/${waiting.id}/recall`));
  await trainee.waitForLoadState();
  assert.notEqual(await state(attest, 'dk-trainee', second), 'requested');
  // The supervisor, who still has the old page open, is told.
  const late = await (await attest.api('dk-supervisor'))('POST', `/sign-offs/${waiting.id}/attest`, {});
  assert.equal(late.status, 409);
});

test('a request comes back with a comment, and the trainee reads it', async () => {
  const trainee = await attest.as('dk-trainee');
  await send(attest, trainee, second, 'dk-supervisor');
  const waiting = await request(attest, 'dk-supervisor', second);
  const supervisor = await attest.as('dk-supervisor');
  await supervisor.goto(`/sign-offs/${waiting.id}`);
  const returning = form(supervisor, `/sign-offs/${waiting.id}/return`);
  if (!(await returning.locator('[name=comment]').isVisible())) await supervisor.locator('main details:has(form[action$="/return"]) > summary').click();
  await give(returning, 'comment', 'Vis mig det en gang til i stuegangen.');
  await submit(returning);
  await supervisor.waitForLoadState();
  assert.equal(await state(attest, 'dk-trainee', second), 'returned');
  await trainee.goto(page_of(second));
  assert.match(await trainee.locator('main').innerText(), /en gang til i stuegangen/);
});

test('several requests are approved at once', async () => {
  const trainee = await attest.as('dk-trainee');
  await send(attest, trainee, second, 'dk-uao');
  await send(attest, trainee, third, 'dk-uao');
  const uao = await attest.as('dk-uao');
  const ids = [(await request(attest, 'dk-uao', second)).id, (await request(attest, 'dk-uao', third)).id];
  await uao.goto('/sign-offs');
  for (const id of ids) await uao.locator(`main input[name=ids][value="${id}"]`).check();
  await uao.locator('main form[action$="/sign-offs/attest"] [type=submit], main [type=submit][form]').first().click();
  await uao.waitForLoadState();
  assert.equal(await state(attest, 'dk-trainee', second), 'attested');
  assert.equal(await state(attest, 'dk-trainee', third), 'attested');
});

test('two officers of the secretariat undo an approval, and it stays visible', async () => {
  const now = await plan(attest, 'dk-trainee');
  const one = await (await attest.api('dk-trainee'))('GET', `/plans/${now.id}/requirements/${first.code}`);
  const id = one.body.attestation?.id ?? one.body.attestation;
  assert.ok(id, `the API names the attestation: ${JSON.stringify(one.body)}`);
  const officer = await attest.as('dk-secretariat');
  await officer.goto(`/attestations/${id}/annulment`);
  const proposing = form(officer, `/attestations/${id}/annulment`);
  await give(proposing, 'reason', 'Godkendt på den forkerte læge.');
  await submit(proposing);
  await officer.waitForLoadState();
  assert.equal(await state(attest, 'dk-trainee', first), 'attested', 'one alone undoes nothing');

  // The same person is not the second one.
  await officer.goto('/annulments');
  const own = officer.locator('main form[action*="/annulments/"][action$="/confirm"]');
  if (await own.count()) {
    await submit(own.first());
    await officer.waitForLoadState();
    assert.equal(await state(attest, 'dk-trainee', first), 'attested');
  }
  const colleague = await attest.as('dk-secretariat-2');
  await colleague.goto('/annulments');
  await submit(colleague.locator('main form[action*="/annulments/"][action$="/confirm"]').first());
  await colleague.waitForLoadState();
  assert.notEqual(await state(attest, 'dk-trainee', first), 'attested');

  for (const persona of ['dk-trainee', 'dk-supervisor']) {
    const page = await attest.as(persona);
    await page.goto('/');
    assert.match(await page.locator('main').innerText(), /forkerte læge|nulstil/i, `${persona} is told on the first page`);
  }
  const trainee = await attest.as('dk-trainee');
  await trainee.goto(page_of(first));
  assert.match(await trainee.locator('main').innerText(), /forkerte læge/);
});
