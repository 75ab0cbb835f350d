import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CaseCommand, VariableListController } from '#cases';
import { importStarterVariables, type Person, registries, variables } from '#parties';
import { commandFrom } from '../../../libs/cases/src/case.controller.js';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, wholeApplication } from '../../support/journey.js';

const { npr, stroke } = registryIds;

describe('the sources of an application', () => {
  let test: CasesUnderTest;
  let lists: VariableListController;
  beforeAll(async () => {
    test = await givenCases();
    lists = new VariableListController(test.db);
    await test.owner.transaction((tx) =>
      importStarterVariables(tx, 'data/variables', test.clock.at),
    );
  });
  afterAll(() => test.close());

  const saved = async (id: string, version: number, application: object) => {
    const command = { type: 'edit-draft', version, application } as CaseCommand;
    return (await test.cases.execute(id, command, people.applicant)).version;
  };
  const detail = (id: string) => caseDetail(test.db, id, people.applicant);

  it('are picked from the catalogue, and more are added to a draft later [R6.2.2]', async () => {
    const offered = (await registries(test.db)).map(({ id }) => id);
    expect(offered).toEqual(expect.arrayContaining([npr, stroke]));
    const { id, version } = await test.givenCase();
    const next = await saved(id, version, { sources: [{ registryId: npr }] });
    expect((await detail(id)).sources).toHaveLength(1);
    await saved(id, next, { sources: [{ registryId: npr }, { registryId: stroke }] });
    const { application, sources } = await detail(id);
    expect(application?.sources?.map(({ registryId }) => registryId)).toEqual([npr, stroke]);
    expect(sources.map(({ registryId }) => registryId)).toEqual([npr, stroke]);
  });

  it('show what they are, who answers for them and who decides [R6.2.4] [law 14]', async () => {
    const { id, version } = await test.givenCase();
    await saved(id, version, {
      sources: [{ registryId: npr, exception: 'public-body-task' }, { registryId: stroke }],
    });
    expect((await detail(id)).sources).toEqual([
      {
        registryId: npr,
        name: 'Norsk pasientregister',
        description: expect.stringContaining('spesialisthelsetjenesten'),
        controller: 'Folkehelseinstituttet',
        decidedBy: 'controller',
        ground: 'public-body-task',
      },
      {
        registryId: stroke,
        name: 'Norsk hjerneslagregister',
        description: expect.stringContaining('kvalitetsregister'),
        controller: null,
        decidedBy: 'outside',
        ground: 'outside-regulation',
      },
    ]);
  });

  it.each(['description', 'controller', 'decidedBy', 'ground'])(
    'let nobody change their %s through an application [R6.2.4]',
    async (field) => {
      const { id, version } = await test.givenCase();
      const application = { sources: [{ registryId: npr, [field]: 'Noe annet' }] };
      const command = commandFrom('edit-draft', { version, application });
      await expect(test.cases.execute(id, command, people.applicant)).rejects.toEqual(
        expect.objectContaining({
          refusal: expect.objectContaining({
            kind: 'malformed',
            problems: [expect.objectContaining({ field: `application.sources.0.${field}` })],
          }),
        }),
      );
    },
  );

  it('keep the route that was fixed when the application was submitted [law 14]', async () => {
    const { id } = await test.givenCase('submitted');
    await test.owner.pool.query(`UPDATE registry SET decided_by = 'controller' WHERE id = $1`, [
      npr,
    ]);
    const { sources, tracks } = await detail(id);
    await test.owner.pool.query(`UPDATE registry SET decided_by = 'hds' WHERE id = $1`, [npr]);
    expect(sources.find(({ registryId }) => registryId === npr)).toMatchObject({
      decidedBy: 'hds',
      ground: 'regulation',
    });
    expect(tracks.application?.routes?.[stroke]?.decidedBy).toBe('outside');
  });

  it('give no direct identifier without a special reason, and no variable that is not listed [law 12]', async () => {
    const { items } = await variables(test.db, npr, { search: 'fødselsnummer', limit: 1 });
    const chosen = (more: object) => ({
      ...wholeApplication,
      sources: [
        {
          registryId: npr,
          variables: [
            { name: 'Nummer', variableId: items[0]!.id, justification: 'Trengs', ...more },
            { name: '  fødselsnummer', justification: 'Trengs', ...more },
          ],
        },
      ],
    });
    const { id, version } = await test.givenCase();
    const next = await saved(id, version, chosen({}));
    const submit = (at: number) =>
      test.cases.execute(id, { type: 'submit', version: at }, people.applicant);
    await expect(submit(next)).rejects.toMatchObject({
      refusal: {
        code: 'application-incomplete',
        problems: [
          { field: 'sources.0.variables.0.directIdentifierReason' },
          { field: 'sources.0.variables.1.directIdentifierReason' },
        ],
      },
    });
    const withReason = await saved(id, next, chosen({ directIdentifierReason: 'Journal leses' }));
    await expect(submit(withReason)).resolves.toMatchObject({ id });
  });

  describe('and an applicant’s own list of variables', () => {
    const send = (id: string, lines: string[], by: keyof typeof people = 'applicant') =>
      lists.match(
        people[by] as unknown as Person,
        id,
        Readable.from([Buffer.from(lines.join('\n'))]),
      );

    it('are held against each other row by row, and nothing is changed', async () => {
      const { id } = await test.givenCase();
      const before = await detail(id);
      const answer = await send(id, [
        'Begrunnelse;Variabel;Kilde',
        'Avgrenser utvalget;hoveddiagnose (icd-10);NPR',
        'Måler tid;Innleggelsesdato inndato;Norsk pasientregister',
        'Vet ikke;Skostørrelse;npr',
        'Vet ikke;Kjønn;Ukjent register',
      ]);
      expect(answer.counts).toEqual({ matched: 1, near: 1, unmatched: 2 });
      expect(answer.rows).toMatchObject([
        {
          lineNumber: 2,
          status: 'matched',
          registryId: npr,
          justification: 'Avgrenser utvalget',
          match: { name: 'Hoveddiagnose (ICD-10)', identificationRisk: 'indirect' },
        },
        { status: 'near', suggestions: [{ name: 'Inndato' }] },
        { status: 'unmatched', reason: 'variable-unknown' },
        { status: 'unmatched', reason: 'registry-unknown' },
      ]);
      expect(await detail(id)).toEqual(before);
    });

    it('are kept from those who do not write the application', async () => {
      const { id } = await test.givenCase('submitted');
      const lines = ['register,variabel', 'npr,Kjønn'];
      await expect(send(id, lines, 'otherApplicant')).rejects.toMatchObject({
        refusal: { code: 'case-unknown' },
      });
      await expect(send(id, lines, 'caseworker')).rejects.toMatchObject({
        refusal: { code: 'not-allowed-for-role' },
      });
    });

    it('are refused at once when they have a million rows, or a name without end', async () => {
      const { id } = await test.givenCase();
      const header = 'register,variabel';
      const startedAt = performance.now();
      await expect(send(id, [header, ...Array<string>(500_000).fill('a,b')])).rejects.toMatchObject(
        {
          refusal: { code: 'variable-list-invalid', problems: [{ field: 'file' }] },
        },
      );
      expect(performance.now() - startedAt).toBeLessThan(3_000);
      await expect(send(id, [header, `npr,${'x'.repeat(201)}`])).rejects.toMatchObject({
        refusal: { code: 'variable-list-invalid', problems: [{ field: 'line 2' }] },
      });
    });

    it('say which column is missing', async () => {
      const { id } = await test.givenCase();
      await expect(send(id, ['register,navn', 'npr,Kjønn'])).rejects.toMatchObject({
        refusal: { code: 'variable-list-invalid', problems: [{ field: 'line 1, variable' }] },
      });
    });
  });
});
