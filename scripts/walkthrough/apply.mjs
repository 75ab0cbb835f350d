import { begunDraft, npr, title, wholeApplication } from './application.mjs';

/** From a draft to a complete application at a caseworker's desk. */
export async function apply(journey) {
  const { checks, file, paper, time } = journey;

  await journey.does('soker', 'edit-draft', { application: begunDraft }, { application: 'draft' });
  await journey.refuses('soker', 'submit', {}, 422, 'application-incomplete');
  await notForStrangers(journey);
  await journey.pass(1);

  const application = wholeApplication(await time.today());
  await journey.does('soker', 'edit-draft', { application }, { application: 'draft' });
  checks.equal(
    'the draft as it is read back',
    (await file.detail('soker')).application,
    application,
  );
  await journey.does('soker', 'submit', {}, { application: 'submitted' });
  // From here on the auditor sees the whole case.
  file.isSubmitted = true;
  await journey.refuses('soker', 'edit-draft', { application }, 409, 'not-allowed-in-state');
  await paper.read('soker', 'receipt', {
    mustSay: [journey.people.name('soker'), file.reference, title],
  });

  await journey.pass(6);
  await journey.refuses('soker', 'take-case', {}, 403, 'not-allowed-for-role');
  const { version } = await file.detail('saksbehandler');
  await journey.refuses(
    'saksbehandler',
    'take-case',
    { version: version - 1 },
    409,
    'stale-version',
  );
  const undeclared = 'impartiality-not-declared';
  await journey.refuses('saksbehandler', 'take-case', {}, 422, undeclared);
  const impartial = { isImpartial: true };
  await journey.does('saksbehandler', 'take-case', impartial, { application: 'pre-screening' });
  await journey.pass(4);
  await screen(journey);
  await journey.does('saksbehandler', 'find-complete', {}, { application: 'in-assessment' });
}

/** The completeness check, item by item: what a rule finds in order is no task. */
async function screen(journey) {
  const [caseworker, complete] = ['saksbehandler', 'find-complete'];
  await journey.refuses(caseworker, complete, {}, 422, 'screening-not-finished');
  const path = `/cases/${journey.file.id}/screening`;
  const { json } = await journey.file.send(caseworker, 'GET', path);
  const items = json.items
    .filter(({ isOpen }) => isOpen)
    .map(({ item }) => ({ item, answer: 'yes' }));
  await journey.does(caseworker, 'answer-screening-items', { items }, { screening: 'open' });
}

/** Whoever has nothing to do with a case is not told that it exists. */
async function notForStrangers(journey) {
  const path = `/cases/${journey.file.id}`;
  for (const login of ['soker2', 'saksbehandler', 'radgiver-npr', 'kobling']) {
    const answer = await journey.file.send(login, 'GET', path);
    journey.refusal(`${login}: read another's draft`, answer, 404, 'case-unknown');
  }
  const withRegistry = { deliveryId: `${npr}.1`, promisedOn: '2030-01-01' };
  await journey.refuses('levering-npr', 'promise-delivery', withRegistry, 404, 'case-unknown');
}
