import { describe, expect, it } from '@jest/globals';
import {
  accessProposal,
  assessmentOf,
  registryIds,
  type Step,
  stepsTo,
} from '../../../../test/support/journey.js';
import { at, give, given, offersTo, type Play, refusal } from '../../../../test/support/play.js';
import { waitingFor } from '../case.waiting.rules.js';

describe('between a proposal and the end of a case', () => {
  it('signs nothing without a reason while a registry that was asked since has not answered', () => {
    const asked = given(...stepsTo('decision-proposed'), {
      by: 'caseworker',
      command: {
        type: 'consult-registry',
        registryId: registryIds.dar,
        question: 'Er variablene egnet?',
        answerDueOn: '2026-12-01',
      },
    });
    const sign: Step = { by: 'decisionMaker', command: { type: 'sign-access-grant' } };
    expect(refusal(asked, sign)).toBe('departure-unreasoned');
    expect(offersTo(asked, 'decisionMaker')).not.toContain('sign-access-grant');
    const cancelled = give(asked, {
      by: 'caseworker',
      command: { type: 'cancel-consultation', registryId: registryIds.dar, reason: 'Haster' },
    }) as Play;
    expect(refusal(cancelled, sign)).toBe('accepted');
  });

  it('signs no grant whose permit, or approval from REK, has run out since it was proposed', () => {
    const late = give(
      at('decision-proposed'),
      { by: 'decisionMaker', command: { type: 'sign-access-grant' } },
      new Date('2028-01-01T09:00:00Z'),
    );
    expect(late).toMatchObject({ refused: { code: 'permit-end-missing' } });
  });

  it('waits for nobody whose answer the decision did without', () => {
    const refused = given(
      ...stepsTo('at-rek'),
      ...assessmentOf('access'),
      { by: 'caseworker', command: accessProposal(Object.values(registryIds)) },
      { by: 'decisionMaker', command: { type: 'sign-access-refusal' } },
    );
    expect(waitingFor(refused.accessCase.tracks)).toBe('helsedataservice');
    expect(refusal(refused, { by: 'caseworker', command: { type: 'close-case' } })).toBe(
      'accepted',
    );
  });

  it('makes no keys when the permit has ended, and closes the case without them', () => {
    const planned = given(
      ...stepsTo('permitted'),
      { by: 'caseworker', command: { type: 'order-linkage', linker: 'Folkehelseinstituttet' } },
      {
        by: 'caseworker',
        command: { type: 'end-permit', reason: 'Prosjektet er avlyst', askedForOn: '2026-11-01' },
      },
    );
    expect(refusal(planned, { by: 'custodian', command: { type: 'create-linkage-domain' } })).toBe(
      'no-active-permit',
    );
    const deleted = give(planned, {
      by: 'applicant',
      command: { type: 'confirm-deletion', statement: 'Ingenting ble utlevert' },
    }) as Play;
    const nothingToReport = give(deleted, {
      by: 'caseworker',
      command: { type: 'waive-final-report', reason: 'Prosjektet ble aldri gjennomført' },
    }) as Play;
    expect(waitingFor(nothingToReport.accessCase.tracks)).toBe('helsedataservice');
    expect(refusal(nothingToReport, { by: 'caseworker', command: { type: 'close-case' } })).toBe(
      'accepted',
    );
  });
});
