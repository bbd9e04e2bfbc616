// Pictures of every page, phone and desk, light and dark: node shots.mjs FOLDER [NAME…]. bin/shots builds and calls it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, PHONE, start, whole } from './attest.mjs';
import { startAway } from './away.mjs';
import { startFresh } from './fresh.mjs';
import { open, pages } from './pages.mjs';

// With --readme first: the three of the README, as a screen shows them.
const README = [
  { name: 'in-tray', width: PHONE, height: 844, scheme: 'light' },
  { name: 'plan-no', width: DESK, height: 860, scheme: 'light' },
  { name: 'requirement-attested', width: PHONE, height: 844, scheme: 'dark' },
];
const readme = process.argv[2] === '--readme';
const [folder, ...names] = process.argv.slice(readme ? 3 : 2);
if (!folder) throw new Error('usage: node shots.mjs FOLDER [NAME…]');
mkdirSync(folder, { recursive: true });

const [attest, fresh, away] = [await start(), await startFresh(), await startAway()];
const taken = [];
const logged = new Map();
try {
  for (const { name, width, height, scheme } of readme ? README : []) {
    const page = await open(attest, pages.find((p) => p.name === name), logged);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(folder, `${name}.png`) });
    taken.push({ name: `${name}.png`, width });
  }
  for (const which of pages.filter((p) => !readme && (!names.length || names.some((n) => p.name.includes(n))))) {
    const page = await open(which.fresh ? fresh : which.away ? away : attest, which, logged).catch((e) => console.error(`${which.name}: ${e.message}`));
    if (!page) continue;
    for (const width of [PHONE, DESK]) {
      for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await whole(page, width);
        const name = `${which.name}-${width}-${scheme}.png`;
        await page.screenshot({ path: join(folder, name) });
        taken.push({ name, width });
      }
    }
  }
  const sheet = taken.map(({ name, width }) => `<figure><img src="${name}" width="${width / 2}" alt=""><figcaption>${name}</figcaption></figure>`);
  const style = 'body{display:flex;flex-wrap:wrap;align-items:start;gap:1rem;font:14px sans-serif}figure{margin:0}img{border:1px solid #999}';
  if (!readme) writeFileSync(join(folder, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Pages</title><style>${style}</style>${sheet.join('')}`);
} finally {
  await Promise.all([attest.stop(), fresh.stop(), away.stop()]);
}
console.log(`${taken.length} pictures in ${folder}; open index.html there to see them side by side`);
