import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseCommand } from '#cases';
import type { Person } from '#parties';
import { drawDraft, type LetterPreview, type PreviewRun } from '#letters';
import { CasePreviewController } from '../../../libs/cases/src/preview/case.preview.controller.js';
import { parseForm, withoutNotes } from '../../../libs/letters/src/wording/letter.form.js';
import { writeLetter } from '../../../libs/letters/src/wording/letter.writer.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { accessProposal, people, stepsTo } from '../../support/journey.js';
import { codeOf } from '../../support/refusals.js';

let tilgang: CasesUnderTest;
beforeAll(async () => {
  tilgang = await givenCases();
});
afterAll(() => tilgang.close());

const textOfPdf = (input: Buffer) =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input, encoding: 'utf8' });

type By = keyof typeof people;

function toCome({ id, version }: { id: string; version: number }, by: By, command: object) {
  const full = { ...command, version } as CaseCommand;
  return tilgang.cases.lettersToCome(id, full, people[by]);
}

async function previewed(
  { id, version }: { id: string; version: number },
  by: By,
  command: object,
): Promise<LetterPreview> {
  const controller = new CasePreviewController(tilgang.cases, tilgang.clock);
  const { type, ...body } = command as { type: string };
  const actor = people[by] as Person;
  const { letters } = await controller.preview(actor, id, type, { ...body, version });
  if (!letters[0]) throw new Error('The command gives no letter');
  return letters[0];
}

/** The texts of a letter in their order, each in its pieces. */
function textsOf({ blocks }: LetterPreview): PreviewRun[][] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'list':
        return block.items;
      case 'table':
        return block.rows.flat();
      case 'signature':
        return block.signers.flatMap(({ name, role }) => [[{ text: name }], [{ text: role }]]);
      default:
        return [block.runs];
    }
  });
}

const runsOf = (letter: LetterPreview) => textsOf(letter).flat();

const wordsOf = (letter: LetterPreview) =>
  textsOf(letter).map((runs) =>
    runs
      .filter(({ isNote }) => !isNote)
      .map(({ text }) => text)
      .join(''),
  );

describe('a letter before it is sent', () => {
  it('says word for word what the letter says that is then sent', async () => {
    const { id, version } = await tilgang.givenCase('decision-proposed');
    const sign = { type: 'sign-access-grant' };
    const preview = await previewed({ id, version }, 'decisionMaker', sign);
    await tilgang.give(id, version, {
      by: 'decisionMaker',
      command: sign as { type: 'sign-access-grant' },
    });
    const { rows } = await tilgang.db.pool.query(
      `SELECT kind, language, recipient, data FROM letter WHERE case_id = $1 AND kind = 'decision'`,
      [id],
    );
    const letter = rows[0] as Parameters<typeof writeLetter>[0];
    const sent = parseForm(withoutNotes(writeLetter(letter)));
    const words = sent.blocks.flatMap((block) => {
      if (block.kind === 'list') return block.items;
      if (block.kind === 'table') return block.rows.flat();
      if (block.kind === 'signature') return block.signers.flatMap((s) => [s.first, s.second]);
      return [block.text];
    });
    // Each signing draws a number of its own.
    const unnumbered = (text: string) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'NUMBER');
    expect(wordsOf(preview).map(unnumbered)).toEqual(words.map(unnumbered));
    expect(preview.footnotes).toEqual(parseForm(writeLetter(letter)).footnotes);
    const notes = runsOf(preview).filter(({ isNote }) => isNote);
    expect(notes.map(({ text }) => text)).toEqual(preview.footnotes.map((_, at) => `${at + 1}`));
    expect(preview.missing).toEqual([]);
  });

  it('tells what was typed, and in which field, from what template and law have fixed', async () => {
    const on = await tilgang.givenCase('exemption-granted');
    const proposal = accessProposal();
    const preview = await previewed(on, 'caseworker', proposal);
    const free = runsOf(preview).filter(({ isFree }) => isFree);
    expect(free).toContainEqual({ text: proposal.facts, isFree: true, field: 'facts' });
    expect(free).toContainEqual({
      text: proposal.considerations,
      isFree: true,
      field: 'considerations',
    });
    expect(free.some(({ field }) => field === 'sources.0.reason')).toBe(true);
    // What was written earlier, as the answers to the criteria, is no field of this form.
    expect(free.some(({ field }) => field === undefined)).toBe(true);
    const fixed = runsOf(preview).filter(({ isFree }) => !isFree);
    expect(fixed.some(({ text }) => text.includes('Du har rett til å klage'))).toBe(true);
    // The law's wording of a criterion is its own, also where the considerations say the same.
    const criterion = 'Bruken er av vesentlig interesse for samfunnet.';
    expect(fixed.some(({ text }) => text.includes(criterion))).toBe(true);
    expect(preview.missing).toEqual([]);
    expect(wordsOf(preview).join(' ')).toContain('[beslutteren]');
  });

  it('names each part that the law demands and a draft lacks [law 17]', async () => {
    const on = await tilgang.givenCase('exemption-granted');
    const [first] = accessProposal().sources;
    const drafted = (proposal: object) =>
      previewed(on, 'caseworker', { type: 'draft-access-decision', proposal });

    const empty = await drafted({});
    expect(empty.missing).toEqual(expect.arrayContaining(['facts', 'considerations', 'sources']));

    const begun = await drafted({
      sources: [{ registryId: first?.registryId, isGranted: true }],
      facts: 'Søknaden gjelder hofteoperasjoner.',
    });
    expect(begun.missing).toEqual(expect.arrayContaining(['considerations', 'sources.0.reason']));
    expect(begun.missing).not.toContain('facts');
    expect(runsOf(begun)).toContainEqual({
      text: 'Søknaden gjelder hofteoperasjoner.',
      isFree: true,
      field: 'facts',
    });
  });

  it('can be read on paper, where every page says that it is a draft', async () => {
    const on = await tilgang.givenCase('exemption-granted');
    const draft = { type: 'draft-access-decision', proposal: { facts: 'Det vi vet.' } };
    const { letters, language } = await toCome(on, 'caseworker', draft);
    const { pdf, pageCount } = drawDraft(letters[0]!, language, {
      caseId: on.id,
      now: tilgang.clock.at,
    });
    const pages = textOfPdf(pdf).split('\f').slice(0, -1);
    expect(pages).toHaveLength(pageCount);
    for (const page of pages) expect(page).toContain('UTKAST. Dette brevet er ikke sendt.');
    expect(pages.join()).toContain('Det vi vet.');
  });

  it('keeps hold of words over several paragraphs', async () => {
    const on = await tilgang.givenCase('exemption-granted');
    const preview = await previewed(on, 'caseworker', {
      type: 'draft-access-decision',
      proposal: { facts: 'Det første.\n\nDet andre.' },
    });
    const own = runsOf(preview).filter(({ field }) => field === 'facts');
    expect(own.map(({ text }) => text)).toEqual(['Det første.', 'Det andre.']);
  });

  it('is in the language it is then sent in: a Norwegian body is not written to in English [law 21]', async () => {
    const id = await tilgang.cases.create(people.applicant, { language: 'en' });
    let version = 1;
    const steps = stepsTo('at-rek');
    for (const step of steps.slice(0, -1)) version = await tilgang.give(id, version, step);
    const preview = await previewed({ id, version }, 'caseworker', { type: 'forward-to-rek' });
    await tilgang.give(id, version, steps.at(-1)!);
    const { rows } = await tilgang.db.pool.query(
      'SELECT kind, language FROM letter WHERE case_id = $1 ORDER BY event_seq',
      [id],
    );
    expect(rows).toEqual([
      { kind: 'receipt', language: 'en' },
      { kind: 'rek-forwarding', language: 'nb' },
    ]);
    expect(preview).toMatchObject({ kind: 'rek-forwarding', language: 'nb' });
  });

  it('leaves no trace, and is refused as the command would be', async () => {
    const { id, version } = await tilgang.givenCase('exemption-granted');
    const counts = () =>
      tilgang.db.pool
        .query(
          `SELECT version, log_seq, (SELECT count(*) FROM letter WHERE case_id = $1) AS letters,
                  (SELECT count(*) FROM case_text WHERE case_id = $1) AS texts
             FROM access_case WHERE id = $1`,
          [id],
        )
        .then(({ rows }) => rows[0] as unknown);
    const before = await counts();
    await previewed({ id, version }, 'caseworker', accessProposal());
    const asked = (by: By, at: number) => codeOf(toCome({ id, version: at }, by, accessProposal()));
    expect(await asked('applicant', version)).toBe('not-allowed-for-role');
    expect(await asked('caseworker', version - 1)).toBe('stale-version');
    expect(await counts()).toEqual(before);
  });
});
