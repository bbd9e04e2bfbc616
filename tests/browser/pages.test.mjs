// Every page: axe-core finds nothing, nothing scrolls sideways at 320 px, one heading, nothing in the console.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { audit, noSidewaysScroll, start } from './attest.mjs';
import { startAway } from './away.mjs';
import { startFresh } from './fresh.mjs';
import { open, pages } from './pages.mjs';

const [attest, fresh, away] = [await start(), await startFresh(), await startAway()];
after(() => Promise.all([attest.stop(), fresh.stop(), away.stop()]));
const logged = new Map();

for (const which of pages) {
  test(`${which.name} is accessible, narrow and quiet`, async () => {
    const page = await open(which.fresh ? fresh : which.away ? away : attest, which, logged);
    assert.equal(await page.locator('h1').count(), 1, 'one first heading');
    await audit(page, which.name);
    await noSidewaysScroll(page);
  });
}
