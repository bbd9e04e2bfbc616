// From "am I ready?": what is missing, a paper put on record, an original seen, and the last attestation of time.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { start } from './attest.mjs';
import { form, give, press, submit } from './doing.mjs';

const run = promisify(execFile);
const attest = await start();
after(() => attest.stop());

const PDF = { name: 'Kursusbevis.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(3_000_000, '% bevis\n'), Buffer.from('%%EOF\n')]) };

/** Opens the form and files a paper. */
async function file(page, what) {
  await page.goto('/dossiers');
  const adding = form(page, '/documents');
  await page.locator('details:has(form[action="/documents"]) summary').click();
  await give(adding, 'kind', 'course_certificate');
  await adding.locator('[name=file]').setInputFiles(what);
  await submit(adding);
  return page.locator('main').innerText();
}

test('a doctor in the last month sees the one thing that is missing, and then that all is there', async () => {
  const emil = await attest.as('dk-basic');
  await emil.goto('/dossiers');
  assert.equal(await emil.locator('h1').innerText(), 'Én ting mangler');
  const open = emil.locator('main li:has([data-state=missing])');
  assert.match(await open.first().innerText(), /2\. ansættelse/);
  await open.first().locator('a').click();
  await emil.waitForURL(/requirements\/tid-2/);

  const api = await attest.api('dk-basic');
  const { body: plans } = await api('GET', '/plans');
  const plan = plans.items.find((one) => one.curriculum.code === 'KBU').id;
  const tutor = await attest.api('dk-tutor');
  assert.equal((await tutor('POST', '/attestations', { plan, requirement: 'tid-2' })).status, 201);
  await emil.goto('/dossiers');
  assert.equal(await emil.locator('h1').innerText(), 'Du er klar');

  // Sealed with one press; pressed again on the same day, the same dossier is shown.
  const sealing = form(emil, '/dossiers');
  await submit(sealing);
  // Where the machine has much to do, the page says that the file is on its way.
  for (let tries = 0; tries < 10 && (await emil.locator('h1').innerText()) !== 'Din dokumentation er forseglet'; tries++) await emil.reload();
  assert.equal(await emil.locator('h1').innerText(), 'Din dokumentation er forseglet');
  const receipt = emil.url();
  assert.match(await emil.locator('main').innerText(), /16 kompetencer.*3 kurser/);
  const [download] = await Promise.all([emil.waitForEvent('download'), emil.locator('main a[href$="/file"]').click()]);
  assert.match(download.suggestedFilename(), /^attest-dk-selvstaendigt-virke-\d{4}-\d\d-\d\d-[0-9a-f]{6}\.json$/);
  const path = await download.path();
  await emil.goto('/dossiers');
  await submit(form(emil, '/dossiers'));
  assert.equal(emil.url(), receipt);

  // A stranger checks the file: on the page, which asks for no log-in, and with the program, which asks for no portal.
  const stranger = await attest.visitor();
  await stranger.goto('/verify?lang=en');
  await stranger.locator('[name=file]').setInputFiles(path);
  await submit(form(stranger, '/verify?lang=en'));
  const said = await stranger.locator('main').innerText();
  assert.match(said, /Genuine, and unchanged since it was sealed/);
  assert.match(said, /Emil Thorsen/);
  assert.match(said, /A demonstration/);
  const bytes = await readFile(path);
  const { stdout } = await run(process.env.ATTEST_BINARY, ['dossier', 'verify', path]);
  assert.match(stdout, /2\. ansættelse met \(attested/);
  bytes[7000] ^= 1;
  await writeFile(`${path}.changed`, bytes);
  await assert.rejects(run(process.env.ATTEST_BINARY, ['dossier', 'verify', `${path}.changed`]), /NOT genuine/);
  await stranger.locator('[name=file]').setInputFiles(`${path}.changed`);
  await submit(form(stranger, '/verify?lang=en'));
  assert.match(await stranger.locator('main').innerText(), /The file is not genuine/);

  // The paper, checked by the same means: for people, with the file in it.
  await emil.goto(receipt);
  const [paper] = await Promise.all([emil.waitForEvent('download'), emil.locator('main a[href*="/paper"]').first().click()]);
  assert.match(paper.suggestedFilename(), /-da\.pdf$/);
  const pdf = await paper.path();
  const said2 = await run(process.env.ATTEST_BINARY, ['dossier', 'verify', pdf]);
  assert.match(said2.stdout, /On paper, signed with the certificate of/);
  await stranger.goto('/verify?lang=en');
  await stranger.locator('[name=file]').setInputFiles({ name: 'paper.pdf', mimeType: 'application/pdf', buffer: await readFile(pdf) });
  await submit(form(stranger, '/verify?lang=en'));
  assert.match(await stranger.locator('main').innerText(), /The PDF is signed as a whole/);

  // Sent, taken back, sent again; then the case officer opens it, asks, is answered, and decides.
  const where = receipt.replace(attest.origin, '');
  await emil.goto(receipt);
  await submit(form(emil, `${where}/send`));
  assert.match(await emil.locator('main').innerText(), /Sendt til Styrelsen/);
  await submit(form(emil, `${where}/withdraw`));
  assert.match(await emil.locator('main').innerText(), /Trukket tilbage/);
  await submit(form(emil, `${where}/send`));
  const officer = await attest.as('dk-authority');
  await officer.goto('/');
  await officer.locator('nav a[href="/cases"]').first().click();
  await officer.waitForURL('**/cases');
  await officer.locator('main').getByRole('link', { name: 'Emil Thorsen' }).click();
  await officer.waitForURL(/cases\/[0-9a-f-]+$/);
  assert.match(await officer.locator('main').innerText(), /Sag 20\d\d-0002/, 'a number to say on the telephone');
  const case_ = await officer.locator('main').innerText();
  assert.match(case_, /Ægte og uændret/);
  assert.match(case_, /Åbnet hos myndigheden/);
  await emil.reload();
  assert.equal(await form(emil, `${where}/withdraw`).count(), 0, 'opened, it stays');
  await emil.goto('/');
  await emil.locator('main').getByRole('link', { name: /Din dokumentation er sendt/ }).click();
  await emil.waitForURL(receipt);
  const at = officer.url().replace(attest.origin, '').split('?')[0];
  const deciding = () => form(officer, `${at}/decision`);
  await officer.locator('details:has([name=question]) summary').click();
  // Nothing asked, nothing sent: the page says so, not the browser.
  await press(officer, deciding().locator(`[formaction="${at}/question"]`));
  assert.match(await officer.locator('main').innerText(), /Spørgsmål: Skal udfyldes/);
  await give(deciding(), 'comment', 'Der mangler noget.');
  await give(deciding(), 'question', 'Hvilken praksis var du i?');
  await press(officer, deciding().locator(`[formaction="${at}/question"]`));
  assert.match(await officer.locator('main').innerText(), /Spørgsmålet er sendt/);
  assert.equal(await deciding().locator('[name=comment]').inputValue(), 'Der mangler noget.', 'half a decision stays');
  assert.equal(await deciding().locator('[name=question]').inputValue(), '');
  await officer.goto(`${at}/question`);
  assert.equal(officer.url().replace(attest.origin, ''), at, 'the address of a form leads to its page');
  await emil.goto('/');
  assert.match(await emil.locator('main').innerText(), /venter på dig/);
  assert.match(await emil.locator('main').innerText(), /Myndigheden har et spørgsmål/);
  await emil.goto(receipt);
  const answering = form(emil, `${where}/supplements`);
  await submit(answering);
  assert.match(await emil.locator('main').innerText(), /Til myndigheden/, 'nothing has changed, and nothing was said');
  await give(form(emil, `${where}/supplements`), 'comment', 'Lægerne Torvet.');
  await submit(form(emil, `${where}/supplements`));
  assert.match(await emil.locator('main').innerText(), /Besked fra ansøgeren/);
  await officer.goto(at);
  // A refusal without words comes back, and says what it lacks.
  await deciding().locator('[name=granted][value=refused]').check();
  const today = new Date().toLocaleDateString('da-DK', { day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'Europe/Copenhagen' });
  await give(deciding(), 'on', today);
  await submit(deciding());
  assert.match(await officer.locator('main').innerText(), /Begrundelse: Skal udfyldes/);
  await deciding().locator('[name=granted][value=granted]').check();
  await submit(deciding());
  assert.equal(await officer.locator('h1').innerText(), 'Imødekom ansøgningen fra Emil Thorsen?');
  await press(officer, deciding().locator('[value=change]'));
  assert.ok(await deciding().locator('[name=granted][value=granted]').isChecked(), 'what was chosen stays');
  await submit(deciding());
  await press(officer, deciding().locator('[value=decide]'));
  assert.match(await officer.locator('main').innerText(), /Sagen er afgjort/);
  await emil.goto(receipt);
  assert.match(await emil.locator('main').innerText(), /Imødekommet/);
});

for (const script of [true, false]) {
  test(`a paper is put on record and its original seen, ${script ? 'with' : 'without'} script`, async () => {
    const mads = await attest.as('dk-trainee', { script });
    await mads.goto('/dossiers');
    await mads.locator('details:has(form[action="/documents"]) summary').click();
    const [control, words] = ['input[type=file]', '[data-none]'].map((one) => mads.locator(`main .file ${one}`));
    await control.setInputFiles(PDF);
    // Where there is script, in our words, over which the real control lies; else in the browser's.
    assert.equal(await words.isVisible(), script);
    if (script) assert.equal(await words.innerText(), `Vælg fil\n${PDF.name}`);
    assert.equal(await control.evaluate((e) => getComputedStyle(e).opacity), script ? '0' : '1');
    const refused = await file(mads, { ...PDF, name: 'a.pdf', buffer: Buffer.from('<svg onload=alert(1)>') });
    assert.match(refused, /Vælg en fil, der er PDF, JPEG eller PNG/);
    assert.equal(await mads.locator('[name=kind]').inputValue(), 'course_certificate', 'what was chosen stays');
    const text = await file(mads, { ...PDF, name: `Bevis ${script}.pdf` });
    assert.match(text, /Kursusbevis er tilføjet/);
    assert.match(text, /Ingen har set originalen endnu/);

    const { person } = await attest.api('dk-trainee');
    const lead = await attest.as('dk-uao', { script });
    await lead.goto('/');
    const waits = lead.locator(`main a[href="/trainees/${person.id}/documents"]`);
    assert.match(await lead.locator('main').innerText(), /originaler? er ikke set endnu|Originaler, som ikke er set endnu/, 'whoever has a say is told');
    await waits.click();
    const row = lead.locator('main li', { hasText: `Bevis ${script}.pdf` });
    await submit(row.locator('form'));
    assert.match(await lead.locator('main').innerText(), /Det er noteret, at du har set originalen/);
    await mads.goto('/dossiers');
    assert.match(await mads.locator('main li', { hasText: `Bevis ${script}.pdf` }).innerText(), /Originalen er set af/);
  });
}

test('a paper that nobody has seen is taken back, and downloads as a file', async () => {
  const mads = await attest.as('dk-trainee');
  await file(mads, { ...PDF, name: 'Forkert.pdf' });
  const row = mads.locator('main li', { hasText: 'Forkert.pdf' });
  const [download] = await Promise.all([mads.waitForEvent('download'), row.locator('a').click()]);
  assert.equal(download.suggestedFilename(), 'Forkert.pdf');
  await submit(row.locator('form'));
  assert.match(await mads.locator('main li', { hasText: 'Forkert.pdf' }).innerText(), /Taget tilbage/);
});
