import { describe, expect, it } from '@jest/globals';
import registerData from '../../../../data/rules/register.json' with { type: 'json' };
import { norwegianCalendar } from '../../../cases/src/clocks/calendar.rules.js';
import { forms } from '#cases';
import { questionsOf } from '../../../cases/src/form/form.model.js';
import { transitions } from '../../../cases/src/case.workflow.machine.js';
import { given } from '../../../../test/support/play.js';
import { stepsTo, wholeApplication } from '../../../../test/support/journey.js';
import { correctable } from './register.model.js';
import { corrected, entryOf, type Moment, peopleIn, registered } from './register.rules.js';
import { registerItem } from './register.words.rules.js';

const form = forms[0]!;
const decided = given(...stepsTo('decided')).accessCase;

const moment = (type: string, changes: Partial<Moment> = {}): Moment => ({
  caseId: 'case',
  caseKind: 'individual-level',
  seq: 9,
  type,
  on: '2026-12-01',
  part: null,
  tracks: decided.tracks,
  application: wholeApplication,
  form,
  personNames: ['Áile Čuoŧŧi Demosøker'],
  calendar: norwegianCalendar,
  ...changes,
});
const contentOf = (type: string, changes: Partial<Moment> = {}) => {
  const entry = entryOf(moment(type, changes));
  if (!entry) throw new Error(`nothing of ${type}`);
  return entry.content;
};

describe('what the register says', () => {
  it('is of questions that the form itself calls public, and of no other', () => {
    for (const { sections } of forms) {
      const open = questionsOf({ sections } as typeof form)
        .filter(({ sensitivity }) => sensitivity === 'public')
        .map(({ id }) => id);
      expect(open).toEqual(expect.arrayContaining(registerData.atReceipt));
      expect(open).toEqual(expect.arrayContaining(registerData.atDecision));
    }
    expect(registerData.atDecision).toEqual(expect.arrayContaining([...correctable]));
  });

  it('holds nothing of a question that has become internal', () => {
    const sections = form.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) => ({
        ...question,
        sensitivity: 'internal' as const,
      })),
    }));
    expect(contentOf('access-grant-signed', { form: { ...form, sections } }).answers).toEqual({});
  });

  it('before a decision is nothing in the applicant’s own words but who applies', () => {
    const { answers, sources } = contentOf('submitted');
    expect(Object.keys(answers).sort()).toEqual([...registerData.atReceipt].sort());
    expect(JSON.stringify(answers)).not.toContain(wholeApplication.title);
    expect(sources.map(({ isGranted }) => isGranted)).toEqual([null, null, null]);
  });

  it('of a decision is who, for what, from which sources and with which answer', () => {
    const content = contentOf('access-grant-signed');
    expect(content.answers).toMatchObject({
      title: wholeApplication.title,
      institutionName: 'Demouniversitetet',
      purposeCategory: wholeApplication.purposeCategory,
    });
    expect(content.sources.map(({ isGranted }) => isGranted)).toEqual([true, true]);
    expect(content.bases).toEqual(['hrl-19a']);
  });

  it('of a refusal is the criteria it rests on, by name and without the words of the case', () => {
    const [criterion, answer] = Object.entries(decided.tracks.assessment['access']!.answers!)[0]!;
    const assessment = {
      access: { state: 'complete' as const, answers: { [criterion]: { ...answer, isMet: false } } },
    };
    const content = contentOf('access-refusal-signed', {
      tracks: { ...decided.tracks, assessment },
    });
    expect(content.unmet).toEqual([criterion]);
  });

  it.each([
    'Hjerneslag hos 01819912345',
    'Skriv til kari@uib.example',
    'Demosøkers prosjekt med Čuoŧŧi',
    'Av Ola Plantet',
  ])('leaves an answer out that tells of a person: %s', (title) => {
    const application = {
      ...wholeApplication,
      title,
      contact: [{ name: 'Ola Plantet', email: 'ola@uib.example' }],
    };
    const content = contentOf('access-grant-signed', { application });
    expect(content.answers).not.toHaveProperty('title');
    expect(content.leftOut).toEqual(['title']);
  });

  it('knows the people that a form names', () => {
    expect(peopleIn({ a: { name: 'Kari', email: 'k' }, b: [{ name: 'Institutt' }] })).toEqual([
      'Kari',
    ]);
  });

  it('is corrected in a new content, and the old one stays', () => {
    const content = contentOf('access-grant-signed');
    const next = corrected(content, { title: null, laySummary: 'Kortere' });
    expect(next.answers).not.toHaveProperty('title');
    expect(next.answers).toMatchObject({ laySummary: 'Kortere' });
    expect(next.leftOut).toEqual(['title']);
    expect(content.answers).toHaveProperty('title');
  });
});

describe('the thirty working days', () => {
  it('run from the decision, over Christmas and New Year [law 34]', () => {
    expect(entryOf(moment('access-refusal-signed'))).toMatchObject({
      happenedOn: '2026-12-01',
      limitOn: '2027-01-14',
      publishOn: '2027-01-14',
    });
  });

  it('do not keep back that an application has come', () => {
    expect(entryOf(moment('submitted'))).toMatchObject({ limitOn: null, publishOn: '2026-12-01' });
  });

  it('are of events that there are', () => {
    const eventNames = Object.values(transitions).map(({ transition }) => transition.event);
    expect(eventNames).toEqual(expect.arrayContaining(Object.keys(registered)));
    expect(entryOf(moment('draft-edited'))).toBeNull();
  });
});

describe('an entry in words', () => {
  const row = {
    id: 'id',
    version: 1,
    kind: 'access-decision',
    outcome: 'granted',
    happenedOn: '2026-12-01',
    publishedOn: '2026-12-02',
    caseReference: 'HDS-2026-000001',
    caseKind: 'individual-level',
    content: contentOf('access-grant-signed'),
    flags: null,
  } as const;
  const words = (language: 'nb' | 'nn' | 'en') => ({
    language,
    form: () => form,
    registryNames: new Map([['norsk-pasientregister', 'Norsk pasientregister']]),
  });

  it.each(['nb', 'nn', 'en'] as const)('has a word for everything in %s', (language) => {
    const item = registerItem(row, words(language));
    expect(item.outcome?.name).not.toBe('granted');
    expect(item.purposes.every(({ code, name }) => code !== name)).toBe(true);
    expect(item.answers).toHaveLength(Object.keys(row.content.answers).length);
  });

  it.each([
    ['research-idea', 'offl. § 26 fjerde ledd'],
    ['protected-interests', 'offl. § 13 første ledd, jf. fvl. § 13 første ledd nr. 2'],
    ['threat-to-society', 'offl. § 24 tredje ledd'],
  ])('of a case with the flag %s says that it is shielded, and by what', (flag, provision) => {
    const item = registerItem({ ...row, flags: { [flag]: { state: 'set' } } }, words('nb'));
    expect(item).toMatchObject({ exemption: provision, outcome: null, title: null, answers: [] });
    expect(JSON.stringify(item)).not.toContain('Demouniversitetet');
  });
});
