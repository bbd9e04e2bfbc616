// What people do in the stories, through the pages: the few places that know how forms are called.

import assert from 'node:assert/strict';
import { plan } from './pages.mjs';

export const page_of = (r) => `/plans/${r.plan}/requirements/${r.code}`;

/** The state of a requirement as the API tells it to the trainee. */
export async function state(attest, persona, r) {
  const { body } = await (await attest.api(persona))('GET', `/plans/${r.plan}/requirements/${r.code}`);
  return body.state;
}

/** Several requirements of a plan that fit. */
export async function requirements(attest, persona, curriculum, wanted, count) {
  const of = await plan(attest, persona, curriculum);
  const fits = (r) => Object.entries(wanted).every(([key, value]) => r[key] === value);
  const found = of.requirements.filter(fits).map((r) => ({ plan: of.id, ...r }));
  assert.ok(found.length >= count, `${persona} has ${found.length} of ${JSON.stringify(wanted)}, not ${count}`);
  return found.slice(0, count);
}

/** Gives a field its value, whatever kind of field it is. */
export async function give(form, name, value) {
  const field = form.locator(`[name="${name}"]`);
  const first = field.first();
  const [tag, type] = await first.evaluate((e) => [e.tagName, e.type]);
  if (tag === 'SELECT') await first.selectOption(value);
  else if (type === 'radio') await form.locator(`[name="${name}"][value="${value}"]`).check();
  else if (type !== 'hidden') await first.fill(value);
}

export const submit = (form) => form.locator('[type=submit]').first().click();

/** The form of a page that goes to this address. */
export const form = (page, action) => page.locator(`main form[action$="${action}"]`).first();

/** The trainee sends a requirement to somebody. */
export async function send(attest, page, r, to, { comment } = {}) {
  await page.goto(page_of(r));
  const sending = form(page, `/requirements/${r.code}/sign-offs`);
  await give(sending, 'to', (await attest.api(to)).person.id);
  if (comment) await give(sending, 'comment', comment);
  await submit(sending);
  await page.waitForLoadState();
}

/** The request of this requirement in the approver's in-tray. */
export async function request(attest, approver, r) {
  const { body } = await (await attest.api(approver))('GET', '/sign-offs?box=in&state=requested');
  const found = body.items.find((s) => s.plan === r.plan && (s.requirement?.code ?? s.requirement) === r.code);
  assert.ok(found, `${r.code} waits in the in-tray of ${approver}: ${JSON.stringify(body.items.slice(0, 3))}`);
  return found;
}

/** What the page's history says, newest first or last: all of it as text. */
export const history = (page) => page.locator('.time').innerText();
