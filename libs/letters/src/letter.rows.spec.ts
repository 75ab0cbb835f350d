import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lettersRoot } from './letter.files.js';
import { letterRows } from './letter.rows.js';
import { templateVersion } from './wording/letter.writer.js';
import { IncompleteLetter, missingFrom } from './wording/letter.rules.js';
import type {
  ExemptionPart,
  LetterData,
  LetterKind,
  LetterOrder,
  Recipient,
} from './wording/letter.templates.js';

const base = {
  caseReference: '26/0001',
  projectTitle: 'Title',
  applicantName: 'Kari Nordmann',
  institutionName: 'UiB',
  letterOn: '2026-05-02',
  caseworkerName: 'Ingrid',
};
const recipient: Recipient = { kind: 'applicant', id: 'a', lines: ['Kari Nordmann', 'UiB'] };
const receipt: LetterOrder = {
  kind: 'receipt',
  recipient,
  data: {
    ...base,
    submittedOn: '2026-05-01',
    preliminaryReplyDueOn: '2026-06-01',
    registryNames: ['NPR'],
  },
};
const criterion = { reference: '§ 19 a', text: 'Purpose', isMet: true, reason: 'Stated' };
const exemption: ExemptionPart = {
  decisionId: '0a4c7c1b-2f6e-4b8b-9a51-3e3a9d6f7c22',
  outcome: 'granted',
  rule: 'exemption',
  rulesVersion: 'hrl-19e-2',
  decidedOn: '2026-05-01',
  decisionMakerName: 'Håkon',
  sources: [{ registryName: 'NPR', isGranted: true, reason: 'Needed' }],
  criteria: [criterion],
  facts: 'Facts',
  considerations: 'Considerations',
  conditions: [],
  endsOn: null,
};
const decision: LetterData['decision'] = {
  ...base,
  decidedOn: '2026-05-01',
  decisionMakerName: 'Håkon',
  decisionId: '5f0c2a8e-8a58-4b7e-a6c1-0d5d2e7b1c11',
  submittedOn: '2026-01-08',
  outcome: 'granted',
  hasTwoDecisions: true,
  rule: 'access',
  rulesVersion: 'hrl-19a-2',
  sources: [{ registryName: 'NPR', isGranted: true, lifting: 'hrl-19e', reason: 'Needed' }],
  variables: [
    { registryName: 'NPR', name: 'I60', isGranted: true, reason: '' },
    { registryName: 'NPR', name: 'Date', isGranted: false, reason: 'Month is enough' },
  ],
  otherDeciders: [],
  exemptions: [exemption],
  criteria: [criterion],
  rek: { reference: 'REK 1', validUntilOn: '2030-01-01' },
  facts: 'Facts',
  considerations: 'Considerations',
  conditions: [{ text: 'Deleted', dueOn: null, followedUpBy: 'rek' }],
  statistics: null,
  permitEndsOn: '2030-01-01',
};

describe('rows of letters', () => {
  it('are one letter and one job for each order, with the ids that are handed in', () => {
    let last = 0;
    const rows = letterRows([receipt, { ...receipt, recipient: { ...recipient, id: 'b' } }], {
      language: 'nn',
      newId: () => `id-${(last += 1)}`,
    });
    expect(rows.letters.map(({ id, kind, language }) => [id, kind, language])).toEqual([
      ['id-1', 'receipt', 'nn'],
      ['id-2', 'receipt', 'nn'],
    ]);
    expect(rows.letters[0]?.data).toEqual(receipt.data);
    expect(rows.letters[0]?.templateVersion).toMatch(/^[0-9a-f]{12}$/);
    expect(rows.outbox).toEqual([
      { id: 'id-3', queue: 'letters', job: 'produce-letter', payload: { letterId: 'id-1' } },
      { id: 'id-4', queue: 'letters', job: 'produce-letter', payload: { letterId: 'id-2' } },
    ]);
  });

  it('are none where nothing was ordered', () => {
    expect(letterRows([], { language: 'nb', newId: () => 'x' })).toEqual({
      letters: [],
      outbox: [],
    });
  });

  it.each([
    ['nb', ['nb', 'nb', 'nb', 'nb', 'nb']],
    ['nn', ['nn', 'nn', 'nn', 'nn', 'nn']],
    ['en', ['en', 'nb', 'nb', 'nb', 'nb']],
  ] as const)(
    'write to the applicant in %s as the case is, and to Norwegian bodies in Norwegian [law 21]',
    (language, expected) => {
      const kinds = ['applicant', 'registry', 'rek', 'appeals-body', 'operator'] as const;
      const orders = kinds.map((kind) => ({ ...receipt, recipient: { ...recipient, kind } }));
      const { letters } = letterRows(orders, { language, newId: () => 'x' });
      expect(letters.map((letter) => letter.language)).toEqual(expected);
      expect(letters.map((letter) => letter.templateVersion)).toEqual(
        expected.map((each) => templateVersion('receipt', each)),
      );
    },
  );

  it('hold an address block of a size that fits', () => {
    const lines = [
      'x'.repeat(10_000),
      '',
      'a\nb',
      ...Array.from({ length: 20 }, () => '😀'.repeat(500)),
    ];
    const { letters } = letterRows([{ ...receipt, recipient: { ...recipient, lines } }], {
      language: 'nb',
      newId: () => 'x',
    });
    const cut = letters[0]!.recipient.lines;
    expect(cut).toHaveLength(6);
    expect(cut.every((line) => Array.from(line).length <= 100)).toBe(true);
    // PostgreSQL refuses keys of an index over 2,704 bytes.
    expect(Buffer.byteLength(JSON.stringify(letters[0]!.recipient))).toBeLessThan(2_500);
  });

  it('are not made of an incomplete decision [law 17]', () => {
    const order: LetterOrder = { kind: 'decision', recipient, data: { ...decision, facts: ' ' } };
    expect(() => letterRows([order], { language: 'nb', newId: () => 'x' })).toThrow(
      IncompleteLetter,
    );
  });
});

describe('a decision letter is complete', () => {
  it('when it holds all that the law asks for', () => {
    expect(missingFrom('decision', decision)).toEqual([]);
  });

  it.each<[string, Partial<LetterData['decision']>]>([
    ['facts', { facts: '' }],
    ['considerations', { considerations: '\n ' }],
    ['caseworkerName', { caseworkerName: null }],
    ['decisionMakerName', { decisionMakerName: '' }],
    ['sources', { sources: [] }],
    ['sources.0.reason', { sources: [{ ...decision.sources[0]!, reason: '' }] }],
    ['rule', { rule: '' }],
    ['rulesVersion', { rulesVersion: '' }],
    ['criteria', { criteria: [] }],
    ['criteria.0.reason', { criteria: [{ ...criterion, reason: ' ' }] }],
    ['variables.0.reason', { variables: [{ ...decision.variables[1]!, reason: '' }] }],
    ['conditions.0.text', { conditions: [{ ...decision.conditions[0]!, text: '' }] }],
    ['exemptions.0.facts', { exemptions: [{ ...exemption, facts: '' }] }],
    ['exemptions.0.rule', { exemptions: [{ ...exemption, rule: '' }] }],
    ['exemptions.0.criteria', { exemptions: [{ ...exemption, criteria: [] }] }],
    ['exemptions.0.sources', { exemptions: [{ ...exemption, sources: [] }] }],
    ['rek.reference', { rek: { ...decision.rek!, reference: '' } }],
    ['permitEndsOn', { permitEndsOn: null }],
  ])('not without %s [law 17]', (field, change) => {
    expect(missingFrom('decision', { ...decision, ...change })).toEqual([field]);
  });

  it('without a permit end in a refusal', () => {
    const refusal = { ...decision, outcome: 'refused' as const, permitEndsOn: null };
    expect(missingFrom('decision', refusal)).toEqual([]);
  });
});

describe('what the law asks of other decisions', () => {
  const demanded: [LetterKind, string[]][] = [
    ['change-decision', ['facts', 'considerations', 'decisionMakerName', 'sources.0.reason']],
    ['extension-decision', ['facts', 'considerations', 'decisionMakerName']],
    ['prior-notice', ['ground', 'reason']],
    ['revocation', ['rule', 'facts', 'considerations', 'decisionMakerName']],
    ['dismissal', ['reason', 'caseworkerName', 'decisionMakerName']],
    ['appeal-dismissed', ['reason', 'decisionMakerName']],
    ['appeal-reversed', ['statement', 'decisionMakerName']],
    ['appeal-forwarding', ['statement', 'decisionMakerName']],
  ];
  it.each(demanded.flatMap(([kind, parts]) => parts.map((part) => [kind, part] as const)))(
    'a %s is not sent without %s [law 17]',
    (kind, part) => {
      const { data } = sampleOf(kind);
      expect(missingFrom(kind, data as never)).toEqual([]);
      expect(missingFrom(kind, blanked(data, part.split('.')) as never)).toEqual([part]);
    },
  );
});

function sampleOf(kind: LetterKind): { data: object } {
  const path = join(lettersRoot, kind, 'sample.json');
  return JSON.parse(readFileSync(path, 'utf8')) as { data: object };
}

function blanked(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return ' ';
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      index === Number(name) ? blanked(item, rest) : (item as unknown),
    );
  }
  const object = value as Record<string, unknown>;
  return { ...object, [name]: blanked(object[name], rest) };
}
