// From requirement to attestation in Denmark: send, approve on a phone, return, recall, several at once, two who undo.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './attest.mjs';
import { form, give, page_of, requirements, send, state, submit, waiting } from './doing.mjs';

const attest = await start();
after(() => attest.stop());
const [first, second, third] = await requirements(attest, 'dk-trainee', undefined, { kind: 'goal', state: 'open' }, 3);

test('a trainee sends, the supervisor approves on a phone in three, the plan shows it', async () => {
  const trainee = await attest.as('dk-trainee');
  await send(attest, trainee, first, 'dk-supervisor', { comment: 'Set i ambulatoriet' });
  assert.equal(await state(attest, 'dk-trainee', first), 'requested');

  const supervisor = await attest.as('dk-supervisor');
  const id = await waiting(attest, 'dk-trainee', first);
  // Logging in leads to the in-tray; each request has its own button there.
  let interactions = 1;
  await submit(form(supervisor, `/sign-offs/${id}/attest`));
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
  const id = await waiting(attest, 'dk-trainee', second);
  const supervisor = await attest.as('dk-supervisor');
  await trainee.goto(page_of(second));
  await submit(form(trainee, `/sign-offs/${id}/recall`));
  assert.notEqual(await state(attest, 'dk-trainee', second), 'requested');
  // The supervisor, who has the old page open, changes nothing with it.
  await submit(form(supervisor, `/sign-offs/${id}/attest`));
  assert.notEqual(await state(attest, 'dk-trainee', second), 'attested');
});

test('a request comes back with a comment, and the trainee reads it', async () => {
  const trainee = await attest.as('dk-trainee');
  await send(attest, trainee, second, 'dk-supervisor');
  const id = await waiting(attest, 'dk-trainee', second);
  const supervisor = await attest.as('dk-supervisor');
  await supervisor.goto(`/sign-offs/${id}`);
  const deciding = form(supervisor, `/sign-offs/${id}/attest`);
  await give(deciding, 'comment', 'Vis mig det en gang til i stuegangen.');
  const sent = supervisor.waitForResponse((answer) => answer.request().method() === 'POST');
  await deciding.locator('[formaction$="/return"]').click();
  await sent;
  await supervisor.waitForLoadState('networkidle');
  assert.equal(await state(attest, 'dk-trainee', second), 'returned');
  await trainee.goto(page_of(second));
  assert.match(await trainee.locator('main').innerText(), /en gang til i stuegangen/);
});

test('several requests are approved at once', async () => {
  const trainee = await attest.as('dk-trainee');
  await send(attest, trainee, second, 'dk-uao');
  await send(attest, trainee, third, 'dk-uao');
  const uao = await attest.as('dk-uao');
  const ids = [await waiting(attest, 'dk-trainee', second), await waiting(attest, 'dk-trainee', third)];
  await uao.goto('/');
  for (const id of ids) await uao.locator(`main input[name=ids][value="${id}"]`).check();
  await submit(form(uao, '/sign-offs/attest'));
  assert.equal(await state(attest, 'dk-trainee', second), 'attested');
  assert.equal(await state(attest, 'dk-trainee', third), 'attested');
});

test('two officers of the secretariat undo an approval, and it stays visible', async () => {
  const officer = await attest.as('dk-secretariat');
  await officer.goto(page_of(first));
  await officer.locator('main a[href*="/attestations/"][href$="/annulment"]').first().click();
  await officer.waitForURL('**/annulment');
  const proposing = form(officer, '/annulment');
  await give(proposing, 'reason', 'Godkendt på den forkerte læge.');
  await submit(proposing);
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
