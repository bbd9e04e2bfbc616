// A demo whose authority wants what is sent in a folder that is not there: what it looks like while a receiver is dead.

import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attest, binary, start } from './attest.mjs';

class Away extends Attest {
  async stop() {
    await super.stop();
    rmSync(this.data, { recursive: true });
  }
}

export async function startAway() {
  const data = mkdtempSync(join(tmpdir(), 'attest-away-'));
  await (await start(['demo', '--data', data])).stop();
  const key = join(data, 'machine.pem');
  writeFileSync(key, generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }));
  const named = ['--name', 'Helsedirektoratet, saksbehandling', '--scheme', 'no', '--key', key, '--data', data];
  const machine = execFileSync(binary(), ['machine', 'create', ...named], { encoding: 'utf8' }).trim();
  const settings = join(data, 'attest.toml');
  writeFileSync(settings, `[deliveries.no]\nmachine = "${machine}"\nfolder = "${join(data, 'not-there')}"\n`);
  const portal = await start(['demo', '--data', data, '--config', settings], Away);
  return Object.assign(portal, { data });
}
