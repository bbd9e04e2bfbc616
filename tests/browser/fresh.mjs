// A real portal in which a department begins today: nobody has done anything yet, and everybody comes in by a link that works once.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attest, binary, start } from './attest.mjs';

const day = (months) => {
  const at = new Date();
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
};

const FILES = {
  organisations: `scheme,code,name,kind,parent,setting,from
dk,R1,Videreuddannelsesregion Syd,region,,hospital,2020-01-01
dk,A1,"Ortopædkirurgisk Afdeling, Ådal Sygehus",department,R1,,2020-01-01
`,
  people: `name,email,role,scheme,over,from
Åse Ny,aase@example.org,,,,
Bo Vejle,bo@example.org,supervisor,dk,A1,${day(0)}
Carla Uldum,carla@example.org,education_lead,dk,A1,${day(0)}
Dorte Uden,dorte@example.org,,,,
`,
  placements: `scheme,trainee,programme,title,stage,specialty,programme_from,programme_until,organisation,from,until,curriculum,version
dk,aase@example.org,P1,Ortopædisk kirurgi,introduktion,ortopaedisk-kirurgi,${day(0)},${day(12)},A1,${day(0)},${day(12)},ORTO-I,2021
`,
};

class Fresh extends Attest {
  /** The path of a link that logs this person in once. */
  link(email) {
    return new URL(run(this.data, 'person', 'link', '--email', email).split('\n')[0]).pathname;
  }

  /** A page of this person, who came by a link and has chosen no password yet. */
  async as(email, options) {
    const page = await this.visitor(options);
    await page.goto(this.link(email));
    await page.locator('main form [type=submit]').click();
    await page.waitForURL('**/me/sessions');
    return page;
  }

  async stop() {
    await super.stop();
    rmSync(this.data, { recursive: true });
  }
}

const run = (data, ...args) => execFileSync(binary(), [...args, '--data', data], { encoding: 'utf8' });

export async function startFresh() {
  const data = mkdtempSync(join(tmpdir(), 'attest-fresh-'));
  run(data, 'migrate');
  for (const [what, text] of Object.entries(FILES)) {
    const file = join(data, `${what}.csv`);
    writeFileSync(file, text);
    run(data, 'import', what, file, '--apply');
  }
  const portal = await start(['serve', '--data', data], Fresh);
  return Object.assign(portal, { data });
}
