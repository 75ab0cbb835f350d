import {
  dar,
  exemptionProposal,
  grantProposal,
  npr,
  registries,
  stroke,
  title,
} from './application.mjs';
import { addDays } from './demo-clock.mjs';

const PERMIT_DAYS = 720;

/** From a complete application to a signed decision and a permit. */
export async function assess(journey) {
  await rek(journey);
  await consultation(journey);
  await exemption(journey);
  await decision(journey);
}

async function rek(journey) {
  const { paper, time } = journey;
  await journey.pass(2);
  const reason = 'Prosjektet er medisinsk og helsefaglig forskning.';
  await journey.does('saksbehandler', 'require-rek', { reason }, { ethics: 'required' });
  await journey.does('saksbehandler', 'forward-to-rek', {}, { ethics: 'forwarded' });
  await paper.read('rek', 'rek-forwarding', { mustSay: [journey.file.reference, title] });
  await journey.pass(3);
  await journey.does('rek', 'acknowledge-at-rek', {}, { ethics: 'acknowledged' });
  const today = await time.today();
  const early = grantProposal(addDays(today, PERMIT_DAYS));
  await journey.refuses('saksbehandler', 'propose-access-decision', early, 422, 'rek-not-settled');
  const approval = {
    rekReference: '845721',
    decidedOn: addDays(today, 30),
    validUntilOn: addDays(today, 1_500),
    conditions: 'Deltakere som har reservert seg, trekkes ut.',
  };
  await journey.refuses('rek', 'record-rek-approval', approval, 422, 'decided-in-the-future');
  await journey.pass(32);
  const approved = { ethics: 'approved-with-conditions' };
  await journey.does('rek', 'record-rek-approval', approval, approved);
  await comparison(journey, early);
}

async function comparison(journey, early) {
  const { checks, file } = journey;
  const [caseworker, propose] = ['saksbehandler', 'propose-access-decision'];
  await journey.refuses(caseworker, propose, early, 422, 'rek-comparison-missing');
  const agrees = {
    approval: 'Som i vedtaket fra REK.',
    protocol: 'Som i protokollen.',
    matches: true,
  };
  const period = { ...agrees, approval: 'Vedtaket nevner 2010–2020.', matches: false };
  const points = { purpose: agrees, sources: agrees, variables: agrees, period, persons: agrees };
  const compared = { ethics: 'approved-with-conditions' };
  await journey.does(caseworker, 'compare-with-rek', points, compared);
  await journey.refuses(caseworker, propose, early, 422, 'rek-mismatch-open');
  const { ethics } = (await file.detail('soker')).tracks;
  checks.equal('what the applicant sees of the comparison', ethics.comparison, undefined);
  const reason = 'REK bekreftet på telefon at perioden i søknaden er omfattet.';
  await journey.does(caseworker, 'settle-mismatch', { point: 'period', reason }, compared);
}

async function consultation(journey) {
  const { paper, time } = journey;
  await journey.pass(2);
  const question = 'Er variablene egnet til formålet, og kan noen av dem gjøres grovere?';
  const answerDueOn = addDays(await time.today(), 21);
  for (const registryId of [npr, stroke]) {
    const body = { registryId, question, answerDueOn };
    const states = { [`consultation.${registryId}`]: 'requested' };
    await journey.does('saksbehandler', 'consult-registry', body, states);
  }
  await paper.read('radgiver-npr', 'consultation', { mustSay: [question] });
  await paper.read('radgiver-hjerneslag', 'consultation', { mustSay: [question] });

  const advice = { advice: 'for-with-conditions', reason: 'Datoer bør leveres som måned.' };
  const ofNpr = { ...advice, registryId: npr, costNok: 18_000, weeksToDeliver: 6 };
  const ofStroke = { ...advice, registryId: stroke, advice: 'for', weeksToDeliver: 4 };
  await journey.refuses('radgiver-npr', 'give-advice', ofStroke, 403, 'not-your-registry');
  const ofDar = { ...advice, registryId: dar };
  await journey.refuses('radgiver-dar', 'give-advice', ofDar, 404, 'case-unknown');
  await journey.pass(9);
  const advised = (id) => ({ [`consultation.${id}`]: 'advised' });
  await journey.does('radgiver-npr', 'declare-impartial');
  await journey.does('radgiver-npr', 'give-advice', ofNpr, advised(npr));
  await journey.pass(5);
  await journey.does('radgiver-hjerneslag', 'declare-impartial');
  await journey.does('radgiver-hjerneslag', 'give-advice', ofStroke, advised(stroke));
}

async function exemption(journey) {
  await journey.pass(3);
  const proposed = { 'exemption.hrl-19e': 'proposed' };
  const signed = { legalBasis: 'hrl-19e' };
  await journey.does('begge', 'declare-impartial');
  const blank = 'criteria-unanswered';
  await journey.refuses('begge', 'propose-exemption', exemptionProposal, 422, blank);
  await criteria(journey, 'hrl-19e');
  await journey.does('begge', 'propose-exemption', exemptionProposal, proposed);
  await journey.refuses('begge', 'sign-exemption', signed, 422, 'same-person-twice');
  await journey.pass(2);
  await journey.refuses('beslutter', 'sign-exemption', signed, 422, 'impartiality-not-declared');
  await journey.does('beslutter', 'declare-impartial');
  await journey.does('beslutter', 'sign-exemption', signed, { 'exemption.hrl-19e': 'granted' });
  const ofStroke = {
    registryId: stroke,
    decidedOn: await journey.time.today(),
    controllerReference: '2026/112',
  };
  const recorded = { [`controller-decision.${stroke}`]: 'granted' };
  await journey.does('saksbehandler', 'record-controller-grant', ofStroke, recorded);
}

/** Every criterion in force on the day, answered one by one. */
async function criteria(journey, decisionObject) {
  const { file } = journey;
  const path = `/cases/${file.id}/assessment`;
  const { json } = await file.send('saksbehandler', 'GET', path);
  const asked = json.find((each) => each.decisionObject === decisionObject);
  for (const { id, wording } of asked.criteria) {
    const answer = { decisionObject, criterion: id, isMet: true, reason: wording.nb.text };
    await journey.does('saksbehandler', 'assess-criterion', answer);
  }
  await journey.stands({ [`assessment.${decisionObject}`]: 'complete' });
}

async function decision(journey) {
  const { checks, file, paper, people, time } = journey;
  await journey.pass(4);
  const permitEndsOn = addDays(await time.today(), PERMIT_DAYS);
  const proposal = grantProposal(permitEndsOn);
  const answered = { ...proposal, sources: proposal.sources.slice(1) };
  const [proposer, name] = ['saksbehandler', 'propose-access-decision'];
  await journey.refuses(proposer, name, answered, 422, 'sources-not-answered');
  await criteria(journey, 'access');
  await journey.does(proposer, name, proposal, { access: 'proposed' });
  await journey.pass(3);
  await journey.refuses('saksbehandler', 'sign-access-grant', {}, 403, 'not-allowed-for-role');
  const [signer, refusal] = ['beslutter2', 'sign-access-refusal'];
  await journey.refuses(signer, refusal, {}, 422, 'proposal-says-otherwise');
  await journey.does(signer, 'declare-impartial');
  const { access } = (await file.detail('soker')).tracks;
  checks.equal('what the applicant sees of a decision that is not signed', access, undefined);
  await journey.does(
    signer,
    'sign-access-grant',
    {},
    { access: 'granted', application: 'decided' },
  );
  await paper.read('soker', 'decision', {
    mustSay: [
      people.name('soker'),
      'Innvilget',
      `til og med ${inWords(permitEndsOn)}`,
      people.name('beslutter'),
      people.name('beslutter2'),
      people.name('saksbehandler'),
      ...(await registryNames(journey)),
    ],
  });
  await journey.pass(2);
  await journey.does('saksbehandler', 'issue-permit', {}, { permit: 'active' });
  const { permit } = (await file.detail('soker')).tracks;
  checks.equal('the day the permit ends', permit.endsOn, permitEndsOn);
}

async function registryNames({ file }) {
  const { registryNames: names } = await file.detail('soker');
  return registries.map(({ id }) => names[id]);
}

/** A date as letters in Bokmål write it. */
function inWords(on) {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat('nb-NO', format).format(new Date(`${on}T12:00:00Z`));
}
