import type { CaseCommand, CaseService, Draft } from '#cases';
import { type Actor, actorOf } from '#parties';
import type { Clock, Database } from '#platform';

type Versionless<Command> = Command extends { version: unknown } ? Omit<Command, 'version'> : never;

/** One line of a demo case: so many days before today, this person gives this command. */
export interface Step {
  daysAgo: number;
  login: string;
  command: Versionless<CaseCommand>;
}

export interface DemoCase {
  applicant: string;
  language: 'nb' | 'nn' | 'en';
  openedDaysAgo: number;
  draft: Draft;
  steps: Step[];
}

const DAY_MS = 86_400_000;

/** Time as the script says it: days before a fixed moment. */
export class ScriptedClock implements Clock {
  private at: Date;

  constructor(private readonly today: Date) {
    this.at = today;
  }

  setDaysAgo(daysAgo: number): void {
    this.at = new Date(this.today.getTime() - daysAgo * DAY_MS);
  }

  now(): Promise<Date> {
    return Promise.resolve(this.at);
  }
}

export async function seedCase(
  db: Database,
  cases: CaseService,
  clock: ScriptedClock,
  issuer: string,
  { applicant, language, openedDaysAgo, draft, steps }: DemoCase,
): Promise<void> {
  clock.setDaysAgo(openedDaysAgo);
  const owner = await demoActor(db, issuer, applicant);
  const id = await cases.create(owner, { language });
  let { version } = await cases.execute(
    id,
    { type: 'edit-draft', version: 1, application: draft },
    owner,
  );
  for (const { daysAgo, login, command } of steps) {
    clock.setDaysAgo(daysAgo);
    const actor = await demoActor(db, issuer, login);
    ({ version } = await cases.execute(id, { ...command, version } as CaseCommand, actor));
  }
}

async function demoActor(db: Database, issuer: string, login: string): Promise<Actor> {
  const actor = await actorOf(db.pool, issuer, login);
  if (!actor) throw new Error(`No demo user ${login}`);
  return actor;
}
