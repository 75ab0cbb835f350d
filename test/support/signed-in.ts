import { addDemoPeople, type DemoUser, type RoleGrant } from '#parties';
import { Database } from '#platform';
import { databaseForPeople } from '../integration/parties/person.database.js';
import { TestBrowser } from '../e2e/sign-in.browser.js';
import { startApi } from './api.js';
import { type NextSignIn, TestProvider } from './identity-provider.js';

/** The API with an identity provider that says what a test has it say. */
export interface ApiWithProvider {
  url: string;
  /** For a second process on the same database. */
  databaseUrl: string;
  db: Database;
  provider: TestProvider;
  /** Another provider, where the settings name one. */
  staff: TestProvider;
  /** Somebody with roles, as an administrator has given them. */
  person(login: string, ...roles: RoleGrant[]): Promise<void>;
  /** A browser in which somebody has just signed in. */
  signIn(login: string, how?: Partial<NextSignIn>, query?: string): Promise<TestBrowser>;
  settings: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export const secret = 'only-in-tests-0123456789';

export async function startWithProvider(
  changes: (parts: {
    provider: TestProvider;
    staff: TestProvider;
  }) => NodeJS.ProcessEnv = () => ({}),
  database = databaseForPeople(),
): Promise<ApiWithProvider> {
  const [made, provider, staff] = await Promise.all([
    database,
    TestProvider.start(),
    TestProvider.start(),
  ]);
  const settings = {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'tilgang-web',
    OIDC_CLIENT_SECRET: secret,
    OIDC_PROFILE: 'id-porten',
    ...changes({ provider, staff }),
  };
  const api = await startApi(made.appUrl, settings);
  const db = await Database.connect({ url: made.appUrl, schema: 'tilgang', poolSize: 2 });
  return {
    url: api.url,
    databaseUrl: made.appUrl,
    db,
    provider,
    staff,
    settings,
    person: (login, ...roles) =>
      addDemoPeople(
        db,
        { mode: 'test', issuer: provider.issuer },
        { units: [], users: [demoUser(login, roles)] },
        new Date(),
      ),
    signIn: async (login, how = {}, query = '') => {
      provider.next = { sub: login, acr: 'idporten-loa-high', ...how };
      const browser = new TestBrowser(api.url);
      await browser.goTo(`/api/v1/sign-in${query}`);
      return browser;
    },
    stop: async () => {
      await db.close();
      await api.close();
      await Promise.all([provider.stop(), staff.stop()]);
      await made.drop();
    },
  };
}

function demoUser(login: string, roles: readonly RoleGrant[]): DemoUser {
  const email = `${login}@people.example`;
  return { login, name: `Demo ${login}`, email, language: 'nb', roles, unitId: null };
}

/** What an answer says it was refused with. */
export async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { code: string }).code;
}
