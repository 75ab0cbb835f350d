/**
 * What the API answers, by the names of the screens. The types are printed from the OpenAPI document
 * (`schema.d.ts`), and the document from what the API's code returns. Fields a role may not see are
 * absent.
 */
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** The JSON of an answer: `Answer<'/sign-in/providers'>`, `Answer<'/cases/{id}/clones', 'post'>`. */
export type Answer<
  Path extends Below<keyof paths>,
  Method extends keyof paths[`/api/v1${Path}`] = 'get' & keyof paths[`/api/v1${Path}`],
> = JsonOf<paths[`/api/v1${Path}`][Method]>;

type Below<Path> = Path extends `/api/v1${infer Rest}` ? Rest : never;

type JsonOf<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Responses[Status] extends {
        content: { 'application/json': infer Json };
      }
        ? Json
        : never;
    }[keyof Responses]
  : never;

export type Language = Schemas['Language'];
export type RoleGrant = Schemas['RoleGrant'];
export type Me = Schemas['Me'];
export type Registry = Answer<'/registries'>['items'][number];
export type RegisteredKey = NonNullable<Registry['recipientKey']>;
export type CaseItem = Schemas['WorklistRow'];
export type CasePageOf = Schemas['Worklist'];
export type AllowedCommand = Schemas['AllowedCommand'];
export type AssessmentOf = Schemas['AssessmentOfDecision'];
export type CriterionOf = Schemas['AssessedCriterion'];
export type LinkagePlan = Schemas['LinkagePlan'];
export type LinkageStep = Schemas['ShownStep'];
export type LinkageProgress = Schemas['LinkageProgress'];
export type LetterTrail = Schemas['LetterTrail'];
export type DispatchAttempt = Schemas['DispatchAttempt'];
export type ChannelName = DispatchAttempt['channel'];
export type ComparedPoint = Schemas['ComparisonRow'];
export type AppealDeadline = Schemas['AppealDeadline'];
export type SourceDetail = Schemas['SourceDetail'];
export type TimelineEvent = Schemas['TimelineEvent'];
export type Ledger = Schemas['Ledger'];
export type Timeline = Schemas['Timeline'];
export type CommandAnswer = Schemas['CommandResult'];
export type ClockStep = OneClock['derivation'][number];
export type OneClock = CaseClocks['clocks'][number];
export type Forecast = Schemas['Forecast'];
export type CaseClocks = Schemas['CaseClocks'];
export type AnswerFault = Schemas['FormFault'];
export type Completeness = Schemas['Completeness'];
export type ApplicationVersion = Schemas['ApplicationVersion'];
export type VersionChange = Schemas['VersionDifference']['fields'][number];
export type PreviewRun = Schemas['PreviewRun'];
export type PreviewBlock = Schemas['PreviewBlock'];
export type PreviewedLetter = Schemas['LetterPreview'];
export type FormDefinition = Answer<'/forms/{version}'>;

/** One track, or one registry's part of a track: a state and the facts known about it. */
export type TrackFacts = { state: string } & Record<string, unknown>;

/** The screens find tracks by name, and the answers of an application by the form's questions. */
export interface CaseDetail extends Omit<Schemas['CaseDetail'], 'tracks' | 'application'> {
  tracks: Record<string, unknown>;
  application?: Record<string, unknown>;
}

export type Letter = CaseDetail['letters'][number];
