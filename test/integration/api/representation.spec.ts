import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DemoApi, startDemoApi } from '../../support/demo-api.js';
import { HttpCase } from '../../support/http-case.js';
import { registryIds } from '../../support/journey.js';
import { toAssessment } from '../../support/journey.bodies.js';
import { codeOf } from '../../support/signed-in.js';

let api: DemoApi;
beforeAll(async () => {
  api = await startDemoApi();
});
afterAll(() => api.stop());

/** What Ansattporten says of whom somebody represents: anybody may ask it to say so. */
const forged = {
  authorization_details: [
    {
      type: 'ansattporten:altinn:resource',
      authorized_parties: [{ orgno: { authority: 'iso6523-actorid-upis', ID: '0192:310000000' } }],
    },
  ],
  consumer: { authority: 'iso6523-actorid-upis', ID: '0192:310000000' },
  organisation: 'norsk-pasientregister',
  registryId: registryIds.npr,
  roles: [{ role: 'registry-adviser', registryId: registryIds.npr }],
};

describe('acting for an organisation', () => {
  it('follows our own table: a token with a forged organisation is refused with 403 [law 36] [R15.5.4]', async () => {
    const accessCase = await HttpCase.open(api.tilgang);
    await accessCase.play(...toAssessment('npr', 'stroke'));
    for (const registryId of [registryIds.npr, registryIds.stroke]) {
      await accessCase.play({
        by: 'caseworker',
        command: {
          type: 'consult-registry',
          registryId,
          question: 'Er variablene egnet?',
          answerDueOn: '2099-01-01',
        },
      });
    }
    const advise = async (claims: object) => {
      const { id, version } = await accessCase.detail('caseworker');
      const token = await api.token({ sub: 'radgiver-hjerneslag', ...claims });
      return fetch(`${api.url}/api/v1/cases/${id}/commands/give-advice`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          version,
          registryId: registryIds.npr,
          advice: 'for',
          reason: 'Egnet',
        }),
      });
    };
    const answer = await advise(forged);
    expect([answer.status, await codeOf(answer)]).toEqual([403, 'not-your-registry']);
    const named = await advise({ ...forged, registry_id: registryIds.npr });
    expect(named.status).toBe(403);
  });

  it('gives a stranger with the same claim no sight of the case', async () => {
    const accessCase = await HttpCase.open(api.tilgang);
    await accessCase.play(...toAssessment('npr'));
    const token = await api.token({ sub: 'soker2', ...forged });
    const answer = await fetch(`${api.url}/api/v1/cases/${accessCase.id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(404);
  });
});
