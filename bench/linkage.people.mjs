/** What plans and aliases cost at size: steps of the linkage benchmark. */
import { randomUUID } from 'node:crypto';
import { emptyVault, peakMb, startMeasuring, syntheticNumbers, bench } from './linkage.steps.mjs';

/** An alias file of so many pairs, all of people who have been listed under both numbers. */
export async function aliases({ pairs, folder }) {
  const { db, services, domainId, url } = await emptyVault(folder, ['npr']);
  const numberAt = syntheticNumbers(pairs * 2);
  const bytes = chunks('fnr\n', pairs * 2, (row) => `${numberAt(row)}\n`);
  await services.runs.workOn({ domainId, registryId: 'npr', bytes }, bench);
  const before = peakMb();
  const started = startMeasuring();
  const file = chunks(
    'old_number;new_number\n',
    pairs,
    (row) => `${numberAt(row)};${numberAt(pairs + row)}\n`,
  );
  const { counts } = await services.aliases.receive(domainId, file, bench);
  const measured = started();
  if (counts.merged !== pairs) throw new Error(`${counts.merged} merged of ${pairs}`);
  await db.close();
  return { ...measured, peakMb: peakMb(), before, url };
}

/** A pool of so many people, four controls for each case, by sex and birth year within a range. */
export async function controls({ pool, cases, within, folder }) {
  const { db, services, domainId, url } = await emptyVault(folder, ['npr', 'dar']);
  const orderId = randomUUID();
  const registries = await services.domains.active(domainId, 'npr');
  const { ageRecipient } = registries;
  const step = (id, registryId) => ({ id, kind: id, registryId, givesKeyFile: true });
  const order = {
    caseReference: 'bench',
    registries: ['npr', 'dar'].map((id) => ({ id, ageRecipient })),
    steps: [step('cohort', 'npr'), step('controls', 'dar')],
    controls: {
      perCase: 4,
      matchOn: [
        { attribute: 'sex', within: null },
        { attribute: 'birth_year', within },
      ],
      mayBeCases: true,
    },
    relatives: null,
  };
  await services.orders.put(domainId, orderId, order, bench);
  const numberAt = syntheticNumbers(pool);
  const cohort = chunks('fnr\n', cases, (row) => `${numberAt(row)}\n`);
  await services.runs.workOn({ domainId, registryId: 'npr', bytes: cohort }, bench);
  const before = peakMb();
  const started = startMeasuring();
  const bytes = chunks('fnr;sex;birth_year\n', pool, (row) => {
    return `${numberAt(row)};${row % 2};${1_950 + (row % 40)}\n`;
  });
  const { receipt } = await services.runs.workOn({ domainId, registryId: 'dar', bytes }, bench);
  const { counts } = receipt;
  const measured = started();
  if (counts.accepted < cases * 3) throw new Error(`${counts.accepted} people`);
  await db.close();
  return { ...measured, peakMb: peakMb(), before, accepted: counts.accepted, url };
}

async function* chunks(header, rows, lineOf) {
  let text = header;
  for (let row = 0; row < rows; row++) {
    text += lineOf(row);
    if (text.length > 1 << 16) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(text);
}
