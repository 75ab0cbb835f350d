import { type AccessCase, addDays, addMonths, isInForce } from '#cases';
import { delivererOf } from './history.people.js';
import { variablesOf } from './history.projects.js';
import { give, type Life, look, type Story, together } from './life.js';
import { OfficeDiary, type Pace } from './office.diary.js';

const handOvers = {
  'individual-level': { handOver: 'secure-environment' },
  statistics: { handOver: 'file-transfer', handOverPlace: 'Filoverføring' },
} as const;

/** Orders to all registries, each at its own pace, from the permit or the linkage on. */
export function* deliveries(story: Story, before: AccessCase, pace: Pace): Life {
  const { chance, diary } = story;
  const begun = diary.soon();
  const registryIds = grantedSources(before);
  const stories = registryIds.map(() => ({
    ...story,
    diary: new OfficeDiary(chance, begun, pace),
  }));
  yield* together(
    registryIds.map((id, index) => delivered(stories[index] ?? story, id, index === 0)),
  );
  for (const each of stories) diary.on(each.diary.today);
}

/** Serial numbers from a custodian's domain to the key file of each registry. */
export function* linkage(story: Story, before: AccessCase): Life {
  const { chance, diary, caseworker } = story;
  if (grantedSources(before).length < 2) return;
  const ordered = yield* give(story, diary.work(3), caseworker, {
    type: 'order-linkage',
    linker: 'Folkehelseinstituttet',
  });
  yield* give(story, diary.work(3), 'kobling', { type: 'create-linkage-domain' });
  // The vault makes the domain in the night.
  diary.nextDay();
  for (const registryId of ordered.tracks.linkage.registryIds ?? []) {
    const rows = Math.round(chance.around(9_000, 0.9));
    const invalid = chance.whole(0, 12);
    const repeated = chance.whole(0, 40);
    yield* give(story, diary.work(4), 'system', {
      type: 'record-key-file',
      registryId,
      runId: uuidOf(story),
      ...{ rows: rows + invalid + repeated, accepted: rows, repeated, invalid },
      inputSha256: sha256Of(story),
      keyFileSha256: sha256Of(story),
    });
  }
  yield* give(story, diary.work(2), 'kobling', { type: 'complete-linkage' });
}

function* delivered(story: Story, registryId: string, isFirst: boolean): Life {
  const { chance, diary, caseworker, project } = story;
  if (!(yield* mayDeliver(story))) return;
  yield* give(story, diary.soon(), caseworker, { type: 'order-delivery', registryId });
  if (chance.is(0.02)) {
    yield* give(story, diary.work(12), caseworker, {
      type: 'cancel-delivery',
      deliveryId: `${registryId}.1`,
      reason: 'Prosjektet trenger ikke dette registeret likevel.',
    });
    return;
  }
  yield* prepared(story, registryId, `${registryId}.1`);
  if (!isFirst || project.extractionFrequency === 'once') return;
  const interval = project.extractionFrequency === 'yearly' ? 'yearly' : 'every-four-months';
  const months = interval === 'yearly' ? 12 : 4;
  const { tracks } = yield* look(diary.work(4));
  const lastOn = isInForce(tracks.permit) ? (tracks.permit.endsOn ?? '') : '';
  if (addMonths(diary.today, months) > lastOn) return;
  const planned = yield* give(story, diary.soon(), caseworker, {
    type: 'plan-recurring-delivery',
    registryId,
    interval,
  });
  yield* recurring(story, registryId, planned);
}

/** The system orders the rounds; the registry finds them on its list. */
function* recurring(story: Story, registryId: string, planned: AccessCase): Life {
  const { diary } = story;
  let accessCase = planned;
  for (let round = 2; accessCase.tracks['delivery-plan'][registryId]?.state === 'running';) {
    const deliveryId = `${registryId}.${round}`;
    if (accessCase.tracks.delivery[deliveryId]?.state === 'ordered') {
      yield* prepared(story, registryId, deliveryId);
      round += 1;
    }
    accessCase = yield* look(diary.days(12, 0.1));
  }
}

/** From the promise to the receipt of one round. */
function* prepared(story: Story, registryId: string, deliveryId: string): Life {
  const { chance, diary, project } = story;
  const by = delivererOf(registryId);
  const applicant = project.applicant.login;
  const accessCase = yield* look(diary.work(4, 0.7));
  const { permit } = accessCase.tracks;
  if (!isInForce(permit)) return;
  const latest = permit.endsOn ?? diary.today;
  const promise = (days: number) => {
    const promisedOn = addDays(diary.today, days);
    return promisedOn < latest ? promisedOn : latest;
  };
  const promisedOn = promise(
    project.kind === 'statistics' ? chance.whole(6, 20) : chance.whole(18, 50),
  );
  yield* give(story, diary.soon(), by, { type: 'promise-delivery', deliveryId, promisedOn });
  yield* give(story, diary.work(4), by, { type: 'start-preparation', deliveryId });
  if (chance.is(0.3)) {
    const percent = chance.whole(2, 8) * 10;
    yield* give(story, diary.work(4), by, { type: 'report-progress', deliveryId, percent });
  }
  if (chance.is(0.12)) {
    const at = diary.work(5);
    const reason = 'Uttrekket tar lengre tid enn vi trodde.';
    const later = promise(chance.whole(20, 45));
    if (later > promisedOn) {
      yield* give(story, at, by, {
        type: 'change-promised-date',
        deliveryId,
        promisedOn: later,
        reason,
      });
    }
  }
  yield* give(story, diary.work(9, 0.6), by, { type: 'report-quality-check', deliveryId });
  if (!(yield* mayDeliver(story))) return;
  const manifest = manifestOf(story, registryId);
  if (chance.is(0.08)) {
    yield* give(story, diary.soon(), by, {
      type: 'report-part-delivered',
      deliveryId,
      ...manifest,
      ...rowsOf(story, `${registryId}-del1.csv`),
    });
    yield* give(story, diary.work(8), by, { type: 'report-quality-check', deliveryId });
    if (!(yield* mayDeliver(story))) return;
  }
  yield* give(story, diary.work(2), by, { type: 'report-delivered', deliveryId, ...manifest });
  // Some never say that they have it.
  if (chance.is(0.08)) return;
  yield* give(story, diary.days(5), applicant, { type: 'confirm-receipt', deliveryId });
  if (chance.is(0.07)) yield* complained(story, registryId, deliveryId);
}

function* complained(story: Story, registryId: string, deliveryId: string): Life {
  const { chance, diary, project } = story;
  const by = delivererOf(registryId);
  const applicant = project.applicant.login;
  diary.days(9);
  if (!(yield* mayDeliver(story))) return;
  yield* give(story, diary.soon(), applicant, {
    type: 'report-delivery-error',
    deliveryId,
    reason: 'Måneden for hendelsen mangler i om lag en tredel av radene.',
  });
  diary.work(7);
  if (!(yield* mayDeliver(story))) return;
  yield* give(
    story,
    diary.soon(),
    by,
    chance.is(0.75)
      ? {
          type: 'redeliver',
          deliveryId,
          ...manifestOf(story, registryId),
          reason: 'Kolonnen var falt ut av uttrekket.',
        }
      : {
          type: 'answer-delivery-error',
          deliveryId,
          answer: 'Måneden finnes ikke for hendelser før 2014, slik variabellisten sier.',
        },
  );
  if (chance.is(0.9)) {
    yield* give(story, diary.days(4), applicant, { type: 'confirm-receipt', deliveryId });
  }
}

/** Whether something may be delivered in the hour in which it is wanted. */
function* mayDeliver({ diary }: Story): Life<boolean> {
  const { tracks } = yield* look(diary.soon());
  return isInForce(tracks.permit) && ['decided', 'in-delivery'].includes(tracks.application.state);
}

/** The sources that somebody with the power to do so has granted: here, or their controller. */
function grantedSources({ tracks }: AccessCase): string[] {
  const own = (tracks.access.sources ?? []).filter(({ isGranted }) => isGranted);
  const others = Object.entries(tracks['controller-decision']).filter(
    ([, { state }]) => state === 'granted',
  );
  return [...own.map(({ registryId }) => registryId), ...others.map(([id]) => id)].sort();
}

function manifestOf(story: Story, registryId: string) {
  return {
    ...rowsOf(story, `${registryId}.csv`),
    variables: variablesOf(registryId),
    period: { fromOn: '2012-01-01', toOn: '2022-12-31' },
    ...handOvers[story.project.kind],
  };
}

function rowsOf(story: Story, name: string) {
  const rowCount = Math.round(story.chance.around(12_000, 1));
  return { files: [{ name, rowCount, sha256: sha256Of(story) }], fileCount: 1, rowCount };
}

/** Hexadecimal digits as chance has them: nobody holds the file they would be of. */
export function sha256Of({ chance }: Pick<Story, 'chance'>, digits = 64): string {
  return Array.from({ length: digits }, () => chance.whole(0, 15).toString(16)).join('');
}

function uuidOf(story: Story): string {
  const digits = sha256Of(story, 32);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
