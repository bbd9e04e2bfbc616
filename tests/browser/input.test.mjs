// Bad input gets a clear answer, and what was typed is still there. A post from another site does nothing.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { audit, start } from './attest.mjs';
import { form, give, page_of, requirements, state, submit } from './doing.mjs';

const attest = await start();
after(() => attest.stop());
const [goal] = await requirements(attest, 'dk-trainee', undefined, { kind: 'goal', state: 'open' }, 1);

async function refuse(fields, about) {
  const page = await attest.as('dk-trainee');
  await page.goto(page_of(goal));
  const entry = form(page, `/requirements/${goal.code}/entries`);
  // The browser's own checks would stop some of it before the server could.
  await entry.evaluate((e) => { e.noValidate = true; });
  for (const [name, value] of Object.entries(fields)) await give(entry, name, value);
  await submit(entry);
  const again = form(page, `/requirements/${goal.code}/entries`);
  for (const [name, value] of Object.entries(fields)) {
    assert.equal(await again.locator(`[name="${name}"]`).first().inputValue(), value, `${name} is still there`);
  }
  const wrong = again.locator(`[name="${about}"]`).first();
  assert.equal(await wrong.getAttribute('aria-invalid'), 'true', `${about} is marked`);
  const told = await wrong.evaluate((e) => (e.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.innerText ?? '').join(' '));
  assert.ok(told.trim().length > 10, `${about} is explained: ${told}`);
  return page;
}

test('a form comes back with what was typed, and is accessible then too', async () => {
  const page = await refuse({ comment: 'Tre gange i dag', count: '0' }, 'count');
  await audit(page, 'a refused form');
});

test('a date in the future is refused', async () => {
  await refuse({ comment: 'I morgen', on_date: '01.01.2099' }, 'on_date');
});

test('a national identity number in free text is refused with an explanation', async () => {
  await refuse({ comment: 'Patient 070761-4285 fik en skinne' }, 'comment');
  assert.equal(await state(attest, 'dk-trainee', goal), 'open');
});

test('a post from another site does nothing', async () => {
  const page = await attest.as('dk-trainee');
  const action = `${attest.origin}${page_of(goal)}/entries`;
  const evil = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html' });
    answer.end(`<form method="post" action="${action}"><input name="count" value="1"><input name="comment" value="evil"><button type="submit">Win</button></form>`);
  });
  await new Promise((resolve) => evil.listen(0, '127.0.0.1', resolve));
  try {
    await page.goto(`http://localhost:${evil.address().port}/`);
    const [answer] = await Promise.all([page.waitForResponse((r) => r.url() === action), page.locator('button').click()]);
    assert.equal(answer.status(), 403);
    assert.equal(await state(attest, 'dk-trainee', goal), 'open');
  } finally {
    evil.close();
  }
});

test('what is typed in one form of a page outlives another one', async () => {
  const [begun] = await requirements(attest, 'dk-trainee', undefined, { kind: 'goal', state: 'in_progress' }, 1);
  const page = await attest.as('dk-trainee');
  await page.goto(page_of(begun));
  await give(form(page, `/requirements/${begun.code}/sign-offs`), 'comment', 'Set ved fem patienter');
  const entry = form(page, `/requirements/${begun.code}/entries`);
  await give(entry, 'count', '2');
  await submit(entry);
  const kept = () => form(page, `/requirements/${begun.code}/sign-offs`).locator('[name="comment"]').inputValue();
  assert.equal(await kept(), 'Set ved fem patienter', 'after the other was saved');
  const wrong = form(page, `/requirements/${begun.code}/entries`);
  await wrong.evaluate((e) => { e.noValidate = true; });
  await give(wrong, 'count', '0');
  await submit(wrong);
  assert.equal(await kept(), 'Set ved fem patienter', 'after the other came back with an error');
  await page.goto('/');
  await page.goto(page_of(begun));
  assert.equal(await kept(), '', 'and whoever leaves it, leaves it');
});

test('what is ticked and typed outlives a search in the list', async () => {
  const [one] = await requirements(attest, 'no-lis', 'ANE', { kind: 'goal', state: 'in_progress' }, 1);
  const page = await attest.as('no-mentor');
  await page.goto(`/plans/${one.plan}?pick=advice`);
  const many = form(page, `/plans/${one.plan}/advice`);
  await give(many, 'comment', 'Sett på vakt');
  const ticks = many.locator('[name="requirements"]');
  const chosen = [await ticks.nth(0).getAttribute('value'), await ticks.nth(1).getAttribute('value')];
  await page.evaluate(() => document.querySelectorAll('form details').forEach((one) => one.setAttribute('open', '')));
  await ticks.nth(0).check();
  await ticks.nth(1).check();
  const count = () => many.locator('button[data-count-of]').innerText();
  const before = await count();
  const search = async (words) => {
    await page.locator('#q').fill(words);
    await page.waitForFunction((shown) => new URL(location.href).searchParams.get('q') === shown || (!shown && !new URL(location.href).searchParams.get('q')), words);
    await page.waitForFunction(() => !document.querySelector('.htmx-request'));
  };
  await search('zzzz');
  assert.equal(await many.count(), 0, 'nothing is found');
  await search(chosen[0]);
  assert.equal(await many.locator('[name="comment"]').inputValue(), 'Sett på vakt');
  assert.equal(await count(), before, 'the one that is not on the list is ticked all the same');
  await search('');
  for (const code of chosen) assert.ok(await many.locator(`input[type=checkbox][value="${code}"]`).isChecked(), code);
  assert.equal(await count(), before);
});
