// What people do in the stories, through the pages: the few places that know how forms are called.

import assert from 'node:assert/strict';
import { plan } from './pages.mjs';

export const page_of = (r) => `/plans/${r.plan}/requirements/${r.code}`;

/** The requirement as the API tells it to the trainee now. */
export async function now(attest, persona, r) {
  const { status, body } = await (await attest.api(persona))('GET', `/plans/${r.plan}`);
  assert.equal(status, 200);
  return body.requirements.find((one) => one.code === r.code);
}

export const state = async (attest, persona, r) => (await now(attest, persona, r)).state;

/** Several requirements of a plan that fit. */
export async function requirements(attest, persona, curriculum, wanted, least, all = false) {
  const of = await plan(attest, persona, curriculum);
  const fits = (r) => Object.entries(wanted).every(([key, value]) => r[key] === value);
  const found = of.requirements.filter(fits).map((r) => ({ plan: of.id, ...r }));
  assert.ok(found.length >= least, `${persona} has ${found.length} of ${JSON.stringify(wanted)}, not ${least}`);
  return all ? found : found.slice(0, least);
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

/** Presses the form's button and waits until its answer stands there, by script or without. */
export const submit = (form) => press(form.page(), form.locator('[type=submit]').first());

/** Presses this button and waits in the same way. */
export async function press(page, button) {
  const sent = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await button.click();
  await sent;
  await page.waitForLoadState('networkidle');
}

/** The form of a page that goes to this address. */
export const form = (page, action) => page.locator(`main form[action$="${action}"]`).first();

/** The trainee sends a requirement to somebody. */
export async function send(attest, page, r, to, { comment } = {}) {
  await page.goto(page_of(r));
  const sending = form(page, `/requirements/${r.code}/sign-offs`);
  await give(sending, 'to', (await attest.api(to)).person.id);
  if (comment) await give(sending, 'comment', comment);
  await submit(sending);
}

/** The request that waits for this requirement: its id. */
export async function waiting(attest, trainee, r) {
  const found = await now(attest, trainee, r);
  assert.equal(found.state, 'requested', `${r.code} waits for an approval`);
  return found.sign_off;
}

/** The approver opens one request and presses approve, with a word where one is asked for. */
export async function approve(page, id, comment) {
  await page.goto(`/sign-offs/${id}`);
  const approving = form(page, `/sign-offs/${id}/attest`);
  if (comment) await give(approving, 'comment', comment);
  await submit(approving);
}
