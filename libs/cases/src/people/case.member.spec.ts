import { describe, expect, it } from '@jest/globals';
import { people, type Step, stepsTo, wholeApplication } from '../../../../test/support/journey.js';
import { at, give, given, offersTo, type Play, refusal } from '../../../../test/support/play.js';
import { type MemberKind, memberIn, type MemberRight, namedPersons } from './case.member.rules.js';
import { rolesInCase } from '../case.relation.rules.js';
import { seesEvent, visibleTracks } from '../case.visibility.js';

const other = people.otherApplicant.personId ?? '';

const then = (play: Play, ...steps: Step[]) =>
  steps.reduce((before, step) => {
    const next = give(before, step);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    return next;
  }, play);

function withMember(play: Play, kind: MemberKind, rights: MemberRight[]) {
  const invite = {
    type: 'invite-member',
    name: 'Ny',
    email: 'NY@Example.org',
    kind,
    rights,
  } as const;
  const invited = then(play, { by: 'applicant', command: invite });
  const memberId = Object.keys(invited.accessCase.tracks.member).at(-1) ?? '';
  const accept = { type: 'accept-invitation', memberId, personId: other } as const;
  return { memberId, play: then(invited, { by: 'system', command: accept }) };
}

const drafted = () =>
  given({ by: 'applicant', command: { type: 'edit-draft', application: wholeApplication } });

describe('a member of a project', () => {
  it('sees the case from the acceptance on, and no longer when removed [R6.1.4]', () => {
    const before = drafted();
    expect(rolesInCase(before.accessCase, people.otherApplicant)).toEqual([]);
    const { play, memberId } = withMember(before, 'reader', []);
    expect(rolesInCase(play.accessCase, people.otherApplicant)).toHaveLength(1);
    const removed = then(play, { by: 'applicant', command: { type: 'remove-member', memberId } });
    expect(rolesInCase(removed.accessCase, people.otherApplicant)).toEqual([]);
  });

  it('may do what the leader gave the right to, and nothing else [R6.1.4]', () => {
    const edit: Step = {
      by: 'otherApplicant',
      command: { type: 'edit-draft', application: wholeApplication },
    };
    const submit: Step = { by: 'otherApplicant', command: { type: 'submit' } };
    const { play } = withMember(drafted(), 'co-applicant', ['edit-draft']);
    expect(refusal(play, edit)).toBe('accepted');
    expect(refusal(play, submit)).toBe('not-allowed-for-member');
    expect(offersTo(play, 'otherApplicant')).not.toContain('submit');
    expect(offersTo(play, 'otherApplicant')).not.toContain('invite-member');
    const { play: reading } = withMember(drafted(), 'reader', []);
    expect(refusal(reading, edit)).toBe('not-allowed-for-member');
  });

  it('is invited as long as the project sends no flood of e-mails', () => {
    const invite: Step = {
      by: 'applicant',
      command: { type: 'invite-member', name: 'Ny', email: 'ny@e.no', kind: 'reader', rights: [] },
    };
    const flooded = then(drafted(), ...Array<Step>(200).fill(invite));
    expect(refusal(flooded, invite)).toBe('too-many-members');
  });

  it('is in the log without name and address', () => {
    const { play } = withMember(drafted(), 'reader', []);
    expect(JSON.stringify(play.events)).not.toMatch(/example\.org/i);
    expect(Object.values(play.texts)).toContain('ny@example.org');
  });

  it('prepares nothing in the case as an official (law of one role in an own case) [law 19]', () => {
    const { play } = withMember(drafted(), 'data-user', []);
    const roles = [
      ...people.otherApplicant.roles,
      { role: 'caseworker', registryId: null } as const,
    ];
    const submitted = then(play, { by: 'applicant', command: { type: 'submit' } });
    const here = rolesInCase(submitted.accessCase, { ...people.otherApplicant, roles });
    expect(here.map(({ role }) => role)).toEqual(['applicant']);
    expect(namedPersons(play.accessCase).members.map(({ personId }) => personId)).toEqual([other]);
  });

  it('signs for the institution before the application is sent in, and anew when it is changed', () => {
    const application = { ...wholeApplication, isInstitutionResponsible: true };
    const edit: Step = { by: 'applicant', command: { type: 'edit-draft', application } };
    const { play, memberId } = withMember(given(edit), 'institution-signatory', []);
    const submit: Step = { by: 'applicant', command: { type: 'submit' } };
    const sign = (by: Step['by']): Step => ({
      by,
      command: { type: 'sign-for-institution', memberId },
    });
    expect(refusal(play, submit)).toBe('institution-not-signed');
    expect(refusal(play, sign('applicant'))).toBe('not-the-signatory');
    const signed = then(play, sign('otherApplicant'));
    expect(refusal(signed, submit)).toBe('accepted');
    expect(refusal(then(signed, edit), submit)).toBe('institution-not-signed');
  });

  it('takes over the lead when both agree, and after a permit when the caseworker confirms', () => {
    const accept: Step = { by: 'otherApplicant', command: { type: 'accept-project-leadership' } };
    const proposal = (memberId: string): Step => ({
      by: 'applicant',
      command: { type: 'propose-project-leader', memberId },
    });
    const early = withMember(at('submitted'), 'co-applicant', []);
    const led = then(early.play, proposal(early.memberId), accept);
    expect(led.accessCase.applicantId).toBe(other);

    const late = withMember(given(...stepsTo('permitted')), 'co-applicant', []);
    const accepted = then(late.play, proposal(late.memberId), accept);
    expect(accepted.accessCase.applicantId).toBe(people.applicant.personId);
    const confirmed = then(accepted, {
      by: 'caseworker',
      command: { type: 'confirm-project-leader' },
    });
    expect(confirmed.accessCase.applicantId).toBe(other);
    expect(memberIn(confirmed.accessCase.tracks, other)).not.toBeNull();
    expect(rolesInCase(confirmed.accessCase, people.applicant)).toEqual([]);
  });
});

describe('messages and notes', () => {
  const message = (by: Step['by']): Step => ({
    by,
    command: { type: 'send-message', body: 'Gjelder perioden', fieldRef: 'dataPeriod' },
  });
  const note = (kind: 'internal' | 'oral-information'): Step => ({
    by: 'caseworker',
    command: { type: 'write-note', kind, body: 'Sagt på telefon' },
  });

  it('say from which side the last message came, and which field it is about [R6.1.7] [R6.1.8]', () => {
    const ours = then(at('in-assessment'), message('applicant'));
    expect(ours.accessCase.tracks.message).toMatchObject({
      state: 'from-applicant',
      fieldRef: 'dataPeriod',
    });
    const theirs = then(ours, message('caseworker'));
    expect(theirs.accessCase.tracks.message.state).toBe('from-helsedataservice');
  });

  it('let no note reach an applicant: no state, no text, no event [law 20]', () => {
    const { accessCase, events, texts } = then(at('in-assessment'), note('internal'));
    const here = rolesInCase(accessCase, people.applicant);
    const seen = visibleTracks(accessCase.tracks, here);
    expect(seen).not.toHaveProperty('note');
    const noteId = accessCase.tracks.note.noteId ?? '';
    expect(texts[noteId]).toBe('Sagt på telefon');
    expect(JSON.stringify(seen)).not.toContain(noteId);
    const last = events.at(-1)!;
    expect(seesEvent({ ...last, registryId: null }, here)).toBe(false);
    expect(refusal(at('in-assessment'), { ...note('internal'), by: 'applicant' })).toBe(
      'not-allowed-for-role',
    );
  });

  it('disclose what was told orally, and never an internal note [law 20]', () => {
    const disclose = (play: Play): Step => ({
      by: 'caseworker',
      command: { type: 'disclose-note', noteId: play.accessCase.tracks.note.noteId ?? '' },
    });
    const internal = then(at('in-assessment'), note('internal'));
    expect(refusal(internal, disclose(internal))).toBe('note-not-to-disclose');
    const oral = then(internal, note('oral-information'));
    expect(then(oral, disclose(oral)).accessCase.tracks.note.disclosedIds).toHaveLength(1);
  });
});
