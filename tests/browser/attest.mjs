// A demo portal of its own on a free port, a real Chromium in front of it, and what a test asks of a page.
// Each test file gets a fresh world: `const attest = await start(); … after(() => attest.stop())`.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const PHONE = 390;
export const DESK = 1280;
const START_LIMIT = 180_000;

export function binary() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const target = process.env.CARGO_TARGET_DIR ?? join(cache, 'attest/target');
  return process.env.ATTEST_BINARY ?? join(target, 'debug/attest');
}

/** Starts a portal and waits for the address it prints. */
function serve(args) {
  const child = spawn(binary(), [...args, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => stop(`did not print its address within ${START_LIMIT} ms`), START_LIMIT);
    const stop = (why) => {
      clearTimeout(late);
      child.kill('SIGKILL');
      reject(new Error(`attest ${args[0]} ${why}:\n${said}`));
    };
    const hear = (bytes) => {
      said += bytes;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address) {
        clearTimeout(late);
        resolve({ child, origin: address[0], said: () => said });
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (e) => stop(`could not be started (${e.message}); build it with cargo build`));
    child.on('exit', (code) => stop(`ended with ${code}`));
  });
}

function browser() {
  const flags = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  flags.push('--disable-component-update', '--disable-sync');
  // Chromium's sandbox does not start for root.
  if (process.getuid() === 0) flags.push('--no-sandbox');
  return chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });
}

/** A demo portal; with other arguments another one, which `kind` speaks to. */
export async function start(args = ['demo'], kind = Attest) {
  const server = await serve(args);
  const chrome = await browser();
  return new kind(server, chrome);
}

export class Attest {
  constructor(server, chrome) {
    Object.assign(this, { server, chrome, origin: server.origin });
  }

  /** A page of a new visitor, not logged in. Faults of the page (errors, refused by the CSP) are gathered in `page.faults`. */
  async visitor({ width = PHONE, height = 844, scheme = 'light', script = true } = {}) {
    const context = await this.chrome.newContext({
      baseURL: this.origin,
      viewport: { width, height },
      colorScheme: scheme,
      reducedMotion: 'reduce',
      javaScriptEnabled: script,
    });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', (e) => page.faults.push(e.message));
    page.on('console', (m) => m.type() === 'error' && !/status of 4\d\d/.test(m.text()) && page.faults.push(m.text()));
    return page;
  }

  /** A page with this persona logged in, by the button a person would press. */
  async as(persona, options) {
    const page = await this.visitor(options);
    await page.goto('/login');
    const choice = page.locator(`form[action="/login/persona/${persona}"] [type=submit]`);
    const closed = page.locator('main details:not([open]) > summary');
    while (!(await choice.isVisible())) await closed.first().click();
    await choice.click();
    await page.waitForURL((url) => url.pathname !== '/login');
    return page;
  }

  /** The API as this persona: `await api('GET', '/me')` answers `{status, body}`. */
  async api(persona) {
    const answer = await fetch(`${this.origin}/demo/token/${persona}`, { method: 'POST' });
    assert.equal(answer.status, 200, `a token for ${persona}`);
    const { token, person } = await answer.json();
    const call = async (method, path, body) => {
      const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
      const got = await fetch(`${this.origin}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
      const text = await got.text();
      return { status: got.status, body: text ? JSON.parse(text) : null };
    };
    return Object.assign(call, { person });
  }

  async stop() {
    await this.chrome.close();
    this.server.child.removeAllListeners('exit');
    const gone = new Promise((resolve) => this.server.child.once('exit', resolve));
    if (this.server.child.exitCode === null) {
      this.server.child.kill('SIGTERM');
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000).unref())]);
      this.server.child.kill('SIGKILL');
    }
  }
}

/** The viewport as tall as the page: sticky bars cover nothing, and a picture shows all. */
export async function whole(page, width) {
  await page.setViewportSize({ width, height: 900 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(height, 900), 16_000) });
  await page.mouse.move(0, 0);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** axe-core finds nothing (WCAG 2.2 AA and best practice), light and dark, on a phone and on a desk. */
export async function audit(page, name = page.url()) {
  for (const scheme of ['light', 'dark']) {
    for (const width of [PHONE, DESK]) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await whole(page, width);
      await page.evaluate(AXE);
      const found = await page.evaluate((tags) => axe.run(document, { runOnly: { type: 'tag', values: tags } }), RULES);
      const told = found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}\n    ${n.target.join(' ')}\n    ${n.failureSummary}`));
      assert.equal(told.length, 0, `${name}, ${scheme}, ${width} px wide:\n  ${told.join('\n  ')}`);
    }
  }
  assert.deepEqual(page.faults, [], `${name}: errors in the console`);
}

/** Nothing scrolls sideways on the narrowest phone (WCAG 1.4.10). */
export async function noSidewaysScroll(page, width = 320) {
  await page.setViewportSize({ width, height: 800 });
  const wide = await page.evaluate((most) => {
    if (document.scrollingElement.scrollWidth <= most) return [];
    const right = (e) => Math.round(e.getBoundingClientRect().right);
    const over = [...document.body.querySelectorAll('*')].filter((e) => right(e) > most + 1 && ![...e.children].some((c) => right(c) > most + 1));
    const told = over.sort((a, b) => right(b) - right(a)).slice(0, 4).map((e) => `to ${right(e)} px: ${e.outerHTML.slice(0, 160)}`);
    return [`the page is ${document.scrollingElement.scrollWidth} px wide`, ...told];
  }, width);
  assert.deepEqual(wide, [], `${page.url()} at ${width} px`);
}

/** Tabs until the element has the focus, and sees that the focus shows. The keyboard alone must do. */
export async function tabTo(page, locator, most = 150) {
  await locator.waitFor();
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate((e) => e === document.activeElement)) {
      const shown = await locator.evaluate((e) => {
        const s = getComputedStyle(e);
        return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
      });
      assert.ok(shown, `the focus on ${locator} cannot be seen`);
      return;
    }
  }
  assert.fail(`${locator} is not reached with ${most} presses of Tab`);
}

/** The page's one heading. */
export const heading = (page) => page.locator('h1').innerText();

/** Counts what a person does: taps, typed fields. */
export function counted(page) {
  const done = { interactions: 0 };
  const count = (f) => async (...a) => { done.interactions += 1; return f(...a); };
  done.tap = count(async (locator) => locator.click());
  done.fill = count(async (locator, text) => locator.fill(text));
  return done;
}
