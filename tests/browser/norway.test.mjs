// From activity to approved goal in Norway: a signature, advice of two (§ 22), the leader's approval, a delegate's.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './attest.mjs';
import { approve, form, give, page_of, requirements, send, state, submit, waiting } from './doing.mjs';

const attest = await start();
after(() => attest.stop());
const [goal, delegated] = await requirements(attest, 'no-lis', 'ANE', { kind: 'goal', state: 'open' }, 2);

async function advise(persona, r, comment) {
  const page = await attest.as(persona);
  await page.goto(page_of(r));
  const advising = form(page, `/requirements/${r.code}/advice`);
  if (!(await advising.isVisible())) await page.locator('main details:has(form[action$="/advice"]) > summary').click();
  await give(advising, 'comment', comment);
  const yes = advising.locator('[name=recommends][value=yes], [name=recommends][value=true]');
  if (await yes.count()) await ((await yes.first().getAttribute('type')) === 'submit' ? yes.first().click() : yes.first().check().then(() => submit(advising)));
  else await submit(advising);
  await page.waitForLoadState();
}

test('the supervisor signs an activity', async () => {
  const open = await requirements(attest, 'no-lis', 'ANE', { kind: 'activity', state: 'open' }, 1, true);
  const activity = open.find((r) => r.attested_by.includes('supervisor'));
  const lis = await attest.as('no-lis');
  await lis.goto(page_of(activity));
  const entry = form(lis, `/requirements/${activity.code}/entries`);
  await give(entry, 'count', String(activity.required_count ?? 1));
  await give(entry, 'comment', 'Gjort på sentraloperasjonen');
  await submit(entry);
  await send(attest, lis, activity, 'no-supervisor');
  const supervisor = await attest.as('no-supervisor');
  await approve(supervisor, await waiting(attest, 'no-lis', activity));
  assert.equal(await state(attest, 'no-lis', activity), 'attested');
});

test('the leader approves a goal after the mentor and a supervisor advised, not before', async () => {
  const lis = await attest.as('no-lis');
  await send(attest, lis, goal, 'no-leader');
  const id = await waiting(attest, 'no-lis', goal);
  const leader = await attest.as('no-leader');
  await leader.goto(`/sign-offs/${id}`);
  assert.equal(await form(leader, `/sign-offs/${id}/attest`).count(), 0, 'not before the advice');

  await advise('no-mentor', goal, 'Klar til godkjenning.');
  await advise('no-supervisor', goal, 'Arbeider selvstendig.');
  await leader.goto(`/sign-offs/${id}`);
  assert.match(await leader.locator('main').innerText(), /Arbeider selvstendig/);
  await approve(leader, id, 'Anbefalt av begge.');
  assert.equal(await state(attest, 'no-lis', goal), 'attested');
  await lis.goto(page_of(goal));
  assert.match(await lis.locator('main').innerText(), /Klar til godkjenning/);
});

test('a delegate approves for the leader, and the history says for whom', async () => {
  const lis = await attest.as('no-lis');
  await advise('no-mentor', delegated, 'Ja.');
  await advise('no-supervisor', delegated, 'Ja.');
  await send(attest, lis, delegated, 'no-delegate');
  const delegate = await attest.as('no-delegate');
  await approve(delegate, await waiting(attest, 'no-lis', delegated), 'På vegne av leder.');
  assert.equal(await state(attest, 'no-lis', delegated), 'attested');
  await lis.goto(page_of(delegated));
  const said = await lis.locator('main').innerText();
  assert.match(said, new RegExp((await attest.api('no-leader')).person.name));
  assert.match(said, new RegExp((await attest.api('no-delegate')).person.name));
});
