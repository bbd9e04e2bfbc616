// Every page of the portal, each as somebody who may see it: what is audited (pages.test.mjs) and photographed (bin/shots).
// `at` is a path, or finds one through the API. A new page is not finished before it stands here.

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
  { name: 'requirement-time', as: 'dk-tutor', at: requirementOf('dk-basic', undefined, { kind: 'time', state: 'open' }) },
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
  { name: 'me-look-ups', as: 'dk-trainee', at: '/me/look-ups' },
  { name: 'not-found', as: 'dk-trainee', at: '/plans/00000000-0000-7000-8000-000000000000', status: 404 },
];

/** Opens one of them; answers its page. `logged` keeps one logged-in page a persona. */
export async function open(attest, which, logged = new Map()) {
  const key = which.as ?? 'visitor';
  if (!logged.has(key)) logged.set(key, await (which.as ? attest.as(which.as) : attest.visitor()));
  const page = logged.get(key);
  page.faults.length = 0;
  const path = typeof which.at === 'string' ? which.at : await which.at(attest);
  const answer = await page.goto(path);
  if (answer.status() !== (which.status ?? 200)) throw new Error(`${which.name}: ${path} answered ${answer.status()}`);
  return page;
}
