// Every page of the portal, each as somebody who may see it: what is audited (pages.test.mjs) and photographed (bin/shots).
// `at` is a path, or finds one through the API; `then` is what has to be pressed to see it, so those pages stand last. `fresh` ones are
// seen in a department that begins today (fresh.mjs), `away` ones where what is sent does not come to its authority (away.mjs). A new page is not finished before it stands here.

import { form, give, submit } from './doing.mjs';

const planOf = (persona, curriculum) => async (attest) => `/plans/${(await plan(attest, persona, curriculum)).id}`;

/** The persona's plan, by curriculum code where there are several. */
export async function plan(attest, persona, curriculum) {
  const api = await attest.api(persona);
  const { body } = await api('GET', '/plans');
  const found = body.items.find((p) => !curriculum || p.curriculum.code === curriculum);
  if (!found) throw new Error(`${persona} has no plan ${curriculum ?? ''}: ${JSON.stringify(body)}`);
  return (await api('GET', `/plans/${found.id}`)).body;
}

/** A requirement of the persona's plan in this state. */
export async function requirement(attest, persona, curriculum, wanted) {
  const of = await plan(attest, persona, curriculum);
  const fits = (r) => Object.entries(wanted).every(([key, value]) => r[key] === value);
  const found = of.requirements.find(fits);
  if (!found) throw new Error(`${persona} has no requirement ${JSON.stringify(wanted)}`);
  return { plan: of.id, ...found };
}

const requirementOf = (persona, curriculum, wanted) => async (attest) => {
  const found = await requirement(attest, persona, curriculum, wanted);
  return `/plans/${found.plan}/requirements/${found.code}`;
};

/** The first course that somebody may attest though they see no plan. */
const courseOf = (as) => async (attest) => {
  const { body } = await (await attest.api(as))('GET', '/courses/outstanding');
  return `/plans/${body.items[0].plan}/requirements/${body.items[0].requirement}`;
};

const requestOf = (persona, curriculum) => async (attest) =>
  `/sign-offs/${(await requirement(attest, persona, curriculum, { state: 'requested', kind: 'goal' })).sign_off}`;

/** The form that proposes to annul, as the link on the requirement's page leads there. */
const annulmentSeenBy = (officer, persona) => async (attest) => {
  const page = await attest.as(officer);
  await page.goto(await requirementOf(persona, undefined, { state: 'attested', kind: 'goal' })(attest));
  const link = await page.locator('main a[href$="/annulment"]').first().getAttribute('href');
  await page.context().close();
  return link;
};

/** Whom the form of roles finds. */
const askedFor = (as, role, who) => async (attest) => {
  const { body } = await (await attest.api(as))('GET', '/me');
  return `/roles/new?at=${body.grants[0].over.id}&role=${role}&who=${encodeURIComponent(who)}`;
};

/** The page that ends a role, as the link on the page of roles leads there. */
const endingAs = (as) => async (attest) => {
  const { body } = await (await attest.api(as))('GET', '/grants');
  return `/roles/${body.items.find((one) => one.may_end).id}/end`;
};

/** Checks the file that somebody sealed, changed on its way. */
async function checked(page, attest, change) {
  const api = await attest.api('no-done');
  const { body } = await api('GET', '/dossiers');
  const file = change(await sealedFile(attest, 'no-done', body.items[0].id));
  await page.locator('[name=file]').setInputFiles({ name: 'attest.json', mimeType: 'application/json', buffer: file });
  await press(page, '/verify?lang=da');
}

/** Checks a credential: the whole record of somebody, or one attestation of it. */
async function checkedCredential(page, attest, persona, whole) {
  const { body } = await (await attest.api(persona))('GET', '/credentials');
  const path = whole ? '/credentials/record' : `/attestations/${body.items[0].id}/credential`;
  const { token } = await (await fetch(`${attest.origin}/demo/token/${persona}`, { method: 'POST' })).json();
  const answer = await fetch(`${attest.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  const buffer = Buffer.from(await answer.arrayBuffer());
  await page.locator('[name=file]').setInputFiles({ name: 'bevis.jwt', mimeType: 'application/octet-stream', buffer });
  await press(page, '/verify?lang=da');
}

/** An open goal of a doctor who has put on record what was approved on paper. */
async function creditable(attest) {
  const { token } = await (await fetch(`${attest.origin}/demo/token/no-lis`, { method: 'POST' })).json();
  const body = new FormData();
  body.set('kind', 'competence_on_paper');
  body.set('file', new Blob(['%PDF-1.7 approved in Gothenburg'], { type: 'application/pdf' }), 'kompetanse-goteborg.pdf');
  await fetch(`${attest.origin}/api/v1/documents`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
  return requirementOf('no-lis', 'ANE', { state: 'open', kind: 'goal' })(attest);
}

/** The first page of whoever is to see the original of what that doctor put on record. */
const unseen = async (attest) => {
  await creditable(attest);
  return '/';
};

/** Unfolds the form with which something achieved before is registered. */
const creditOpened = (page) => page.locator('details:has(a[href$="/documents"]) > summary').last().click();

/** The bytes of a sealed dossier. */
async function sealedFile(attest, persona, id) {
  const { token } = await (await fetch(`${attest.origin}/demo/token/${persona}`, { method: 'POST' })).json();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${attest.origin}/api/v1/dossiers/${id}.json`, { headers });
  return Buffer.from(await answer.arrayBuffer());
}

/** Sends what was sealed last; sent once, its receipt is shown. */
async function sent(page) {
  await page.locator('main section:has(h2) a[href^="/dossiers/"]').first().click();
  await page.waitForURL(/dossiers\/[0-9a-f-]+$/);
  if (await page.locator('form[action$="/send"]').count()) await press(page, '/send');
}

/** Sends the record again after an employment was added to it. */
async function supplemented(page, attest) {
  const api = await attest.api('no-done');
  await api('POST', '/employments', { place: 'Aarhus Universitetshospital', position: 'Vikar', from: '2024-03-01', until: '2024-05-31', percent: 50 });
  const { body } = await api('GET', '/employments');
  await api('POST', '/employments/confirm', { digest: body.digest });
  await sent(page);
  await press(page, '/supplements');
}

/** Takes back that an original was seen. */
async function unverified(page) {
  await page.locator('details:has(form[action$="/unverify"]) > summary').first().click();
  await page.locator('form[action$="/unverify"] [name=comment]').first().fill('Det var en anden aftale.');
  await press(page, '/unverify');
}

/** Says of the last employment that it was part time, and adds another. */
async function corrected(page) {
  await page.locator('a[href^="/employments?edit="]').last().click();
  await page.locator('[name=percent]').fill('80');
  await press(page, '/employments');
}

/** Opens the first case. */
async function opened(page) {
  await page.locator('main a[href^="/cases/"]').first().click();
  await page.waitForURL(/cases\/[0-9a-f-]+$/);
}

/** Presses a button of the form with which the first case is decided or asked about, after what is typed there. */
async function acted(page, elsewhere, typed = {}) {
  await opened(page);
  const acting = form(page, '/decision');
  await page.locator('details:has([name=question]) summary').click();
  for (const [name, value] of Object.entries(typed)) await give(acting, name, value);
  await press(page, '/decision', elsewhere);
}
const GRANT = { granted: 'granted', comment: 'Alle læringsmål er godkjent, og tjenestetiden er bekreftet.' };

/** The papers of somebody whom the reader follows, by name. */
const papersFor = (as, who) => async (attest) => {
  const { body } = await (await attest.api(as))('GET', `/trainees?q=${encodeURIComponent(who)}`);
  return `/trainees/${body.items[0].id}/documents`;
};

/** Somebody whom the reader follows, by name. */
const planFor = (as, who) => async (attest) => {
  const { body } = await (await attest.api(as))('GET', `/trainees?q=${encodeURIComponent(who)}`);
  return `/trainees/${body.items[0].id}/plans`;
};

/** The in-tray with one trainee's requests chosen. */
const chosenFrom = (as, who) => async (attest) => {
  const { body } = await (await attest.api(as))('GET', `/trainees?q=${encodeURIComponent(who)}`);
  return `/sign-offs?choose=${body.items[0].id}`;
};

/** Presses the first button of this form, or the one that goes elsewhere, whatever is filled in. */
const press = async (page, action, elsewhere) => {
  const one = form(page, action);
  await one.evaluate((e) => { e.noValidate = true; });
  if (!elsewhere) return submit(one);
  const sent = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await one.locator(`[formaction$="${elsewhere}"]`).click();
  await sent;
  return page.waitForLoadState('networkidle');
};

export const pages = [
  { name: 'login', at: '/login' },
  { name: 'home-dk-trainee', as: 'dk-trainee', at: '/' },
  { name: 'home-dk-basic', as: 'dk-basic', at: '/' },
  { name: 'home-dk-supervisor', as: 'dk-supervisor', at: '/' },
  { name: 'home-dk-uao', as: 'dk-uao', at: '/' },
  { name: 'home-dk-secretariat', as: 'dk-secretariat', at: '/' },
  { name: 'home-no-lis', as: 'no-lis', at: '/' },
  { name: 'home-no-leader', as: 'no-leader', at: '/' },
  { name: 'home-nom-lis', as: 'nom-lis', at: '/' },
  { name: 'home-no-stranger', as: 'no-stranger', at: '/' },
  { name: 'home-admin', as: 'admin', at: '/' },
  { name: 'plan-dk', as: 'dk-trainee', at: planOf('dk-trainee') },
  { name: 'plan-dk-filtered', as: 'dk-trainee', at: async (a) => `${await planOf('dk-trainee')(a)}?state=attested` },
  { name: 'plan-dk-nothing-found', as: 'dk-trainee', at: async (a) => `${await planOf('dk-trainee')(a)}?q=xyzzy` },
  { name: 'plan-dk-seen-by-supervisor', as: 'dk-supervisor', at: planOf('dk-trainee') },
  { name: 'plan-no', as: 'no-lis', at: planOf('no-lis', 'ANE') },
  { name: 'plan-nom', as: 'nom-lis', at: planOf('nom-lis', 'ALM') },
  { name: 'requirement-open', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'open', kind: 'goal' }) },
  { name: 'requirement-requested', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'requested' }) },
  { name: 'requirement-returned', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'returned' }) },
  { name: 'requirement-attested', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'attested' }) },
  { name: 'requirement-time', as: 'dk-tutor', at: requirementOf('dk-basic', undefined, { kind: 'time', state: 'in_progress' }) },
  { name: 'requirement-no-goal', as: 'no-lis', at: requirementOf('no-lis', 'ANE', { kind: 'goal', state: 'open' }) },
  { name: 'requirement-no-activity', as: 'no-lis', at: requirementOf('no-lis', 'ANE', { kind: 'activity' }) },
  { name: 'requirement-seen-by-leader', as: 'no-leader', at: requirementOf('no-lis', 'ANE', { kind: 'goal', state: 'open' }) },
  { name: 'log', as: 'no-lis', at: async (a) => (await planOf('no-lis', 'ANE')(a)).replace('/plans/', '/log/') },
  { name: 'in-tray', as: 'dk-supervisor', at: '/sign-offs' },
  { name: 'in-tray-leader', as: 'no-leader', at: '/sign-offs' },
  { name: 'in-tray-empty', as: 'no-stranger', at: '/sign-offs' },
  { name: 'sign-off', as: 'dk-supervisor', at: requestOf('dk-trainee') },
  { name: 'sign-off-goal-no', as: 'no-leader', at: requestOf('no-lis', 'ANE') },
  { name: 'trainees-dk-uao', as: 'dk-uao', at: '/trainees' },
  { name: 'trainees-no-leader', as: 'no-leader', at: '/trainees' },
  { name: 'annulments', as: 'dk-secretariat', at: '/annulments' },
  { name: 'annulment', as: 'dk-secretariat', at: annulmentSeenBy('dk-secretariat', 'dk-trainee') },
  { name: 'delegations', as: 'no-leader', at: '/delegations' },
  { name: 'roles-no-leader', as: 'no-leader', at: '/roles' },
  { name: 'roles-dk-uao', as: 'dk-uao', at: '/roles' },
  { name: 'roles-admin', as: 'admin', at: '/roles' },
  { name: 'role-found', as: 'no-leader', at: askedFor('no-leader', 'supervisor', 'a') },
  { name: 'role-given', as: 'no-leader', at: askedFor('no-leader', 'supervisor', 'Henrik Moen') },
  { name: 'role-ended', as: 'no-leader', at: endingAs('no-leader') },
  { name: 'me', as: 'dk-trainee', at: '/me' },
  { name: 'me-sessions', as: 'dk-trainee', at: '/me/sessions' },
  { name: 'requirement-credit-none', as: 'dk-secretariat', at: requirementOf('dk-trainee', undefined, { state: 'open', kind: 'goal' }), then: (page) => creditOpened(page) },
  { name: 'requirement-credit', as: 'no-leader', at: creditable, then: (page) => creditOpened(page) },
  { name: 'requirement-credited', as: 'no-leader', at: creditable, then: async (page) => {
    await creditOpened(page);
    await form(page, '/credit').locator('[name=document]').selectOption({ index: 1 });
    await give(form(page, '/credit'), 'completed_on', '03.05.2019');
    await submit(form(page, '/credit'));
  } },
  { name: 'credentials', as: 'dk-basic', at: '/credentials' },
  { name: 'credentials-two-plans', as: 'no-lis', at: '/credentials' },
  { name: 'credentials-none', as: 'no-leader', at: '/credentials' },
  { name: 'apply-basic', as: 'dk-basic', at: '/dossiers' },
  { name: 'apply-adding', as: 'dk-basic', at: '/dossiers', then: (page) => page.locator('details:has(form[action="/documents"]) summary').click() },
  { name: 'apply-done', as: 'no-done', at: '/dossiers' },
  { name: 'apply-lis', as: 'nom-lis', at: '/dossiers' },
  { name: 'apply-nothing-yet', as: 'dk-trainee', at: '/dossiers' },
  { name: 'employments', as: 'dk-basic', at: '/employments' },
  { name: 'employments-correcting', as: 'dk-basic', at: '/employments', then: (page) => page.locator('a[href^="/employments?edit="]').first().click() },
  { name: 'employments-corrected', as: 'dk-basic', at: '/employments', then: corrected },
  { name: 'employments-nothing-added', as: 'dk-trainee', at: '/employments' },
  { name: 'documents-seen-by-tutor', as: 'dk-tutor', at: papersFor('dk-tutor', 'Emil') },
  { name: 'documents-unverifying', as: 'dk-tutor', at: papersFor('dk-tutor', 'Emil'), then: (page) => page.locator('details:has(form[action$="/unverify"]) > summary').first().click() },
  { name: 'documents-unverified', as: 'dk-tutor', at: papersFor('dk-tutor', 'Emil'), then: unverified },
  { name: 'courses-provider', as: 'dk-course-provider', at: '/courses' },
  { name: 'courses-leader', as: 'dk-course-leader', at: '/courses' },
  { name: 'courses-none', as: 'dk-course-provider', at: '/courses?q=zz' },
  { name: 'courses-one', as: 'dk-course-provider', at: courseOf('dk-course-provider') },
  { name: 'me-look-ups', as: 'dk-trainee', at: '/me/look-ups' },
  { name: 'login-out', at: '/login?out=1' },
  { name: 'login-expired', at: '/login?expired=1' },
  { name: 'one-time-link-dead', at: '/login/link/x', status: 404 },
  { name: 'home-dk-tutor', as: 'dk-tutor', at: '/' },
  { name: 'home-no-mentor', as: 'no-mentor', at: '/' },
  { name: 'home-no-done', as: 'no-done', at: '/' },
  { name: 'home-dk-authority', as: 'dk-authority', at: '/' },
  { name: 'plan-done', as: 'no-done', at: planOf('no-done', 'ANE') },
  { name: 'plan-activities', as: 'no-lis', at: async (a) => `${await planOf('no-lis', 'ANE')(a)}?kind=activity` },
  { name: 'plan-to-advise', as: 'no-mentor', at: async (a) => `${await planOf('no-lis', 'ANE')(a)}?pick=advice` },
  { name: 'plan-assign', as: 'no-leader', at: planFor('no-leader', 'Jo') },
  { name: 'plan-unfolded', as: 'no-lis', at: async (a) => `${await planOf('no-lis', 'ANE')(a)}?open=all` },
  { name: 'requirement-research-or-course', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { kind: 'course' }) },
  { name: 'requirement-none-of-three', as: 'no-lis', at: requirementOf('no-lis', 'ANE', { kind: 'activity', state: 'open', required_count: 3, count: 0 }) },
  { name: 'requirement-seen-by-mentor', as: 'no-mentor', at: requirementOf('no-lis', 'ANE', { kind: 'goal', state: 'open' }) },
  { name: 'in-tray-one-chosen', as: 'no-leader', at: chosenFrom('no-leader', 'Kristin') },
  { name: 'in-tray-all-chosen', as: 'no-leader', at: '/sign-offs?choose=all' },
  { name: 'roles-of-a-specialty', as: 'admin', at: '/roles?at=specialty-dk.ortopaedisk-kirurgi' },
  { name: 'roles-of-a-scheme', as: 'admin', at: '/roles?at=scheme-dk' },
  { name: 'forbidden', as: 'no-lis', at: '/roles', status: 403 },
  { name: 'fresh-link', fresh: true, at: (f) => f.link('dorte@example.org') },
  { name: 'fresh-password', fresh: true, as: 'dorte@example.org', at: '/me/sessions' },
  { name: 'fresh-nobody', fresh: true, as: 'dorte@example.org', at: '/' },
  { name: 'fresh-trainee', fresh: true, as: 'aase@example.org', at: '/' },
  { name: 'fresh-supervisor', fresh: true, as: 'bo@example.org', at: '/' },
  { name: 'fresh-lead', fresh: true, as: 'carla@example.org', at: '/' },
  { name: 'fresh-lead-trainees', fresh: true, as: 'carla@example.org', at: '/trainees' },
  { name: 'not-found', as: 'dk-trainee', at: '/plans/00000000-0000-7000-8000-000000000000', status: 404 },
  { name: 'in-tray-originals', as: 'no-leader', at: unseen },
  { name: 'login-wrong', at: '/login', then: async (page) => {
    await page.locator('main details:has([name=email]) > summary').click();
    await page.locator('[name=email]').fill('freja@example.org');
    await page.locator('[name=password]').fill('forkert kodeord');
    await page.locator('form[action="/login"] [type=submit]').click();
    await page.waitForLoadState('networkidle');
  } },
  { name: 'plan-assign-refused', as: 'no-leader', at: planFor('no-leader', 'Jo'), then: async (page, attest) => {
    // Somebody else was quicker.
    const one = form(page, '/plans');
    await one.locator('[name=curriculum]').selectOption({ index: 1 });
    const [, trainee] = /trainees\/([^/]+)\/plans/.exec(page.url());
    const api = await attest.api('no-leader');
    await api('POST', '/plans', { trainee, curriculum: 'FKM', version: '2025' });
    await press(page, '/plans');
  } },
  { name: 'sign-off-without-a-reason', as: 'dk-supervisor', at: requestOf('dk-trainee'), then: (page) => press(page, '/attest', '/return') },
  { name: 'in-tray-none-chosen', as: 'dk-supervisor', at: '/sign-offs', then: async (page) => {
    await page.locator('#batch button').evaluate((e) => { e.disabled = false; });
    await press(page, '/sign-offs/attest');
  } },
  { name: 'requirement-returned-wrong', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'returned' }), then: async (page) => {
    await give(form(page, '/sign-offs'), 'completed_on', '31.2.2026');
    await give(form(page, '/sign-offs'), 'comment', 'CPR 070761-4285 viste jeg hele forløbet.');
    await press(page, '/sign-offs');
  } },
  { name: 'too-large', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'returned' }), then: async (page) => {
    await form(page, '/sign-offs').locator('[name=comment]').evaluate((e) => { e.value = 'x'.repeat(1_000_000); });
    await press(page, '/sign-offs');
  } },
  { name: 'offline', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'open', kind: 'goal' }), then: async (page) => {
    await page.context().setOffline(true);
    await form(page, '/entries').locator('[type=submit]').first().click();
    await page.context().setOffline(false);
    // The network is back, and the message would go: it is looked at as it was.
    await page.locator('#offline').evaluate((e) => { e.hidden = false; });
  } },
  { name: 'log-saved', as: 'no-lis', at: async (a) => (await planOf('no-lis', 'ANE')(a)).replace('/plans/', '/log/'), then: async (page) => {
    await page.locator('main .step input').first().fill('2');
    await page.locator('main .step input').nth(1).fill('1');
    await page.locator('main button[name=save]').click();
    await page.waitForLoadState('networkidle');
  } },
  { name: 'requirement-sent', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'open', kind: 'goal' }), then: async (page) => {
    const sending = form(page, '/sign-offs');
    await sending.locator('[name=to]').selectOption({ index: 1 });
    await press(page, '/sign-offs');
  } },
  { name: 'requirement-recalled', as: 'dk-trainee', at: requirementOf('dk-trainee', undefined, { state: 'requested', kind: 'goal' }), then: (page) => press(page, '/recall') },
  { name: 'sign-off-returned', as: 'dk-supervisor', at: '/sign-offs', then: async (page) => {
    await page.locator('main .request a[href$="#comment"]').last().click();
    await give(form(page, '/attest'), 'comment', 'Vis mig en til.');
    await press(page, '/attest', '/return');
  } },
  { name: 'done-several', as: 'no-leader', at: '/sign-offs', then: async (page) => {
    for (const nth of [0, 1, 2]) await page.locator('main input[name=ids]').nth(nth).check();
    await press(page, '/sign-offs/attest');
  } },
  { name: 'annulment-wrong', as: 'dk-secretariat', at: annulmentSeenBy('dk-secretariat', 'dk-trainee'), then: (page) => press(page, '/annulment') },
  { name: 'annulment-proposed', as: 'dk-secretariat', at: annulmentSeenBy('dk-secretariat', 'dk-trainee'), then: async (page) => {
    await give(form(page, '/annulment'), 'reason', 'Godkendt på den forkerte læge.');
    await press(page, '/annulment');
    // What became of it stands at an address of its own.
    await page.reload();
    if (!page.url().includes('/annulments/done?id=')) throw new Error(`an annulment is shown at ${page.url()}`);
  } },
  { name: 'annulment-to-confirm', as: 'dk-secretariat-2', at: '/annulments', then: (page) => page.locator('main details > summary').first().click() },
  { name: 'annulment-declined-wrong', as: 'dk-secretariat-2', at: '/annulments', then: async (page) => {
    await page.locator('main details > summary').first().click();
    await press(page, '/drop');
  } },
  { name: 'annulment-told-trainee', as: 'dk-trainee', at: '/' },
  { name: 'annulment-told-supervisor', as: 'dk-supervisor', at: '/' },
  { name: 'annulment-confirmed', as: 'dk-secretariat-2', at: '/annulments', then: (page) => press(page, '/confirm') },
  { name: 'annulment-told-trainee-done', as: 'dk-trainee', at: '/' },
  { name: 'requirement-annulled', as: 'dk-trainee', at: '/', then: async (page) => {
    await page.locator('main a:has([data-state=annulled])').first().click();
    await page.waitForLoadState('networkidle');
  } },
  { name: 'verify', at: '/verify' },
  { name: 'verify-chosen', at: '/verify?lang=da', then: (page) => page.locator('[name=file]').setInputFiles({ name: 'dokumentation-til-styrelsen-for-patientsikkerhed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') }) },
  { name: 'verify-none-chosen', at: '/verify?lang=da', then: (page) => press(page, '/verify?lang=da') },
  { name: 'verify-credential', at: '/verify?lang=da', then: (page, attest) => checkedCredential(page, attest, 'dk-trainee', false) },
  { name: 'verify-credential-shown', at: '/verify?lang=da', then: (page, attest) => checkedCredential(page, attest, 'dk-trainee', true) },
  { name: 'dossier-sealed', as: 'no-done', at: '/dossiers', then: (page) => press(page, '/dossiers') },
  { name: 'dossier-withdrawn', as: 'no-done', at: '/dossiers', then: async (page) => {
    await sent(page);
    await press(page, '/withdraw');
  } },
  { name: 'dossier-sent', as: 'no-done', at: '/dossiers', then: (page) => sent(page) },
  { name: 'home-trainee-applied', as: 'no-done', at: '/' },
  { name: 'home-authority-waiting', as: 'no-authority', at: '/' },
  { name: 'cases', as: 'no-authority', at: '/cases' },
  { name: 'case', as: 'no-authority', at: '/cases', then: (page) => opened(page) },
  { name: 'case-lacks-question', as: 'no-authority', at: '/cases', then: (page) => acted(page, '/question') },
  { name: 'case-asked', as: 'no-authority', at: '/cases', then: (page) => acted(page, '/question', { question: 'Hvor var du våren 2024?', comment: 'Vi mangler' }) },
  { name: 'home-trainee-asked', as: 'no-done', at: '/' },
  { name: 'dossier-away-sealed', away: true, as: 'no-done', at: '/dossiers', then: (page) => press(page, '/dossiers') },
  { name: 'dossier-delivering', away: true, as: 'no-done', at: '/dossiers', then: (page) => sent(page) },
  { name: 'apply-delivering', away: true, as: 'no-done', at: '/dossiers' },
  { name: 'cases-delivering', away: true, as: 'no-authority', at: '/cases' },
  { name: 'case-delivering', away: true, as: 'no-authority', at: '/cases', then: (page) => opened(page) },
  { name: 'dossier-delivering-more', away: true, as: 'no-done', at: '/dossiers', then: async (page) => {
    await sent(page);
    await give(form(page, '/supplements'), 'comment', 'Jeg begynte i august.');
    await press(page, '/supplements');
  } },
  { name: 'apply-asked', as: 'no-done', at: '/dossiers' },
  { name: 'dossier-asked', as: 'no-done', at: '/dossiers', then: (page) => sent(page) },
  { name: 'dossier-supplemented', as: 'no-done', at: '/dossiers', then: (page, attest) => supplemented(page, attest) },
  { name: 'apply-supplemented', as: 'no-done', at: '/dossiers' },
  { name: 'case-supplemented', as: 'no-authority', at: '/cases', then: (page) => opened(page) },
  { name: 'cases-found', as: 'no-authority', at: '/cases?q=0002' },
  { name: 'cases-found-none', as: 'no-authority', at: '/cases?q=finnes+ikke' },
  { name: 'case-sure', as: 'no-authority', at: '/cases', then: (page) => acted(page, undefined, GRANT) },
  { name: 'case-decided', as: 'no-authority', at: '/cases', then: async (page) => {
    await acted(page, undefined, GRANT);
    await press(page, '/decision');
  } },
  { name: 'cases-decided', as: 'no-authority', at: '/cases?show=decided' },
  { name: 'home-trainee-decided', as: 'no-done', at: '/' },
  { name: 'dossier-decided', as: 'no-done', at: '/dossiers', then: (page) => page.locator('main section:has(h2) li a[href^="/dossiers/"]').last().click() },
  { name: 'dossier-later-decided', as: 'no-done', at: '/dossiers', then: (page) => page.locator('main section:has(h2) li a[href^="/dossiers/"]').first().click() },
  { name: 'apply-no-record', as: 'no-authority', at: '/dossiers' },
  { name: 'address-of-a-form', as: 'dk-trainee', at: '/employments/confirm', status: 405 },
  { name: 'cases-none', as: 'dk-authority', at: '/cases' },
  { name: 'cases-numbered-none', as: 'dk-authority', at: '/cases', then: async (page) => {
    await give(form(page, '/cases/find'), 'q', '020257-5002');
    await press(page, '/cases/find');
  } },
  { name: 'cases-decided-none', as: 'dk-authority', at: '/cases?show=decided' },
  { name: 'apply-sealed-before', as: 'no-done', at: '/dossiers' },
  { name: 'verify-genuine', at: '/verify?lang=da', then: (page, attest) => checked(page, attest, (file) => file) },
  { name: 'verify-not-genuine', at: '/verify?lang=da', then: (page, attest) => checked(page, attest, (file) => { file[6000] ^= 1; return file; }) },
  { name: 'kept-while-logged-out', as: 'dk-mentor', at: requirementOf('dk-trainee', undefined, { state: 'open', kind: 'goal' }), then: async (page) => {
    await page.context().clearCookies({ name: /attest$/ });
    await give(form(page, '/attestations'), 'comment', 'Set flere gange på stuegang.');
    await press(page, '/attestations');
  } },
];

/** Opens one of them; answers its page. `logged` keeps one logged-in page a persona. */
export async function open(attest, which, logged = new Map()) {
  const key = `${which.as ?? 'visitor'}${which.fresh ? ', fresh' : ''}${which.away ? ', away' : ''}`;
  if (!logged.has(key)) logged.set(key, await (which.as ? attest.as(which.as) : attest.visitor()));
  const page = logged.get(key);
  page.faults.length = 0;
  const path = typeof which.at === 'string' ? which.at : await which.at(attest);
  const answer = await page.goto(path);
  if (answer.status() !== (which.status ?? 200)) throw new Error(`${which.name}: ${path} answered ${answer.status()}`);
  await which.then?.(page, attest);
  return page;
}
