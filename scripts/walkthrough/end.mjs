import { registries, npr } from './application.mjs';
import { addDays, daysBetween } from './demo-clock.mjs';

/** The permit runs out, the data are deleted, the keys destroyed and the case closed. */
export async function end(journey, numbers) {
  const { file, time } = journey;
  const { endsOn } = (await file.detail('soker')).tracks.permit;
  const [person, serialNumber] = numbers[npr].entries().next().value;
  const pass = await journey.vault.ticket('kobling', 'resolve');
  const other = await journey.vault.ticket('kobling2', 'resolve');
  const passes = [pass, other];
  const canResolve = await resolves(journey, passes, serialNumber, person);
  await journey.refuses('saksbehandler', 'end-permit', {}, 422, 'permit-still-valid');

  await journey.pass(daysBetween(await time.today(), addDays(endsOn, 1)));
  await journey.systemDoes('end-permit', 'permit', 'expired');
  await journey.stands({ closure: 'ending' });
  const delivery = { registryId: npr };
  await journey.refuses('saksbehandler', 'order-delivery', delivery, 422, 'no-active-permit');
  const [custodian, destroy] = ['kobling2', 'order-key-destruction'];
  await journey.refuses(custodian, destroy, {}, 422, 'deletion-not-confirmed');

  await journey.pass(10);
  const statement = 'Alle data fra de tre registrene er slettet, også sikkerhetskopiene.';
  const confirmed = { closure: 'deletion-confirmed' };
  await journey.does('soker', 'confirm-deletion', { statement }, confirmed);
  await journey.refuses('saksbehandler', 'close-case', {}, 422, 'project-not-ended');
  if (canResolve) await resolves(journey, passes, serialNumber, person);
  await destroyKeys(journey, { custodian, destroy, pass, serialNumber, numbers });

  await journey.pass(1);
  await journey.refuses('saksbehandler', 'close-case', {}, 422, 'final-report-missing');
  const summary = 'Færre får nye slag når oppfølgingen er fast. Resultatene er publisert.';
  const report = { endedOn: endsOn, summary };
  await journey.does('soker', 'submit-final-report', report, { 'final-report': 'submitted' });
  await journey.does('saksbehandler', 'close-case', {}, { application: 'closed' });
  await journey.paper.read('soker', 'closing', { mustSay: ['bekreftet at dataene er slettet'] });
  await journey.refuses('saksbehandler', 'close-case', {}, 409, 'not-allowed-in-state');
}

async function destroyKeys(journey, { custodian, destroy, pass, serialNumber, numbers }) {
  const { checks, file, paper, vault } = journey;
  await journey.pass(2);
  const listPass = await vault.askForTicket('levering-npr', 'list:write', npr);
  await journey.does(custodian, destroy, {}, { linkage: 'destruction-ordered' });
  const confirm = 'confirm-key-destruction';
  await journey.refuses(custodian, confirm, {}, 422, 'same-person-twice');
  await journey.does('kobling', confirm);
  await journey.systemDoes('record-keys-destroyed', 'linkage', 'destroyed');
  await journey.stands({ closure: 'keys-destroyed' });
  const { linkage } = (await file.detail('kobling')).tracks;
  const people = new Set(registries.flatMap(({ id }) => [...numbers[id].keys()])).size;
  checks.equal('serial numbers that the certificate counts', linkage.serialNumberCount, people);
  await paper.read('soker', 'destruction-certificate', {
    mustSay: [journey.people.name('soker'), linkage.domainId, linkage.certificateSha256],
  });

  const gone = await vault.askWhose(pass, serialNumber);
  journey.refusal('kobling: resolve a serial number', gone, 410, 'keys-destroyed');
  const { runId } = (await file.detail('levering-npr')).tracks['key-file'][npr];
  if (listPass.status === 201) {
    const lost = await vault.askForFile(listPass.json, runId, 'key-file');
    journey.refusal('levering-npr: fetch the key file again', lost, 410, 'keys-destroyed');
  }
}

/** Whether the vault resolves serial numbers here at all; where it does, that it names the person. */
async function resolves(journey, [pass, other], serialNumber, person) {
  const { checks, vault } = journey;
  const { status, json } = await vault.askWhose(pass, serialNumber);
  if (status === 403 && json?.code === 'resolving-is-off') {
    journey.note('the vault resolves no serial numbers here (VAULT_RESOLVE is off)');
    return false;
  }
  checks.equal(`a custodian asks whose serial number it is (${json?.code})`, status, 201);
  const alone = await vault.goOnResolving(pass, json.orderId, 'approve');
  journey.refusal('kobling: approve alone', alone, 403, 'same-person-twice');
  const approved = await vault.goOnResolving(other, json.orderId, 'approve');
  checks.equal(`another custodian approves it (${approved.json?.code})`, approved.status, 200);
  const answer = await vault.goOnResolving(pass, json.orderId, 'identity');
  checks.equal(`a serial number is resolved (${answer.json?.code})`, answer.status, 200);
  const leadsBack = answer.json.identityNumber === person;
  checks.holds('the serial number leads back to its person', leadsBack);
  journey.note(`${serialNumber} leads back to one person, as long as the keys are kept`);
  return true;
}
