export {
  type DispatchChannel,
  type LetterToDispatch,
  NeverTaken,
  NotTaken,
  PortalChannel,
} from './dispatch/letter.channel.js';
export {
  type ChannelName,
  channelNames,
  type ChannelReason,
  type ChosenChannel,
  type DispatchFacts,
  type RetryPolicy,
} from './dispatch/dispatch.model.js';
export { EFormidlingChannel } from './dispatch/eformidling.channel.js';
export { EFormidlingClient } from './dispatch/eformidling.client.js';
export {
  eFormidlingSchedules,
  followLetters,
  readReceipts,
} from './dispatch/eformidling.follower.js';
export { type DeadLetter, deadLetters } from './dispatch/dead-letter.queries.js';
export {
  makePrintPackage,
  lettersInPackage,
  packageFile,
  postPackage,
  type PrintPackage,
  printPackages,
} from './dispatch/print.package.js';
export { channelsFor } from './dispatch/dispatch.rules.js';
export {
  alertRefused,
  type DispatchRoutes,
  DispatchService,
  resend,
  routesBy,
} from './dispatch/dispatch.service.js';
export {
  DispatchRow,
  type DispatchStatus,
  LetterFileRow,
  LetterRow,
  type LetterStatus,
} from './letter.entity.js';
export {
  type DecisionDocument,
  decisionDocument,
  decisionKinds,
} from './wording/decision.rules.js';
export { asValue, type LetterBlock, type LetterForm, parseForm } from './wording/letter.form.js';
export { letterDispatched, letterGivenUp, produceLetter } from './letter.jobs.js';
export { letterFonts } from './page/letter.font.js';
export { drawLetter } from './page/letter.pdf.js';
export { letterProcessors } from './letter.processor.js';
export {
  type LetterForReading,
  letterFileFacts,
  letterForReading,
  letterPdf,
  lettersOfCase,
  type LetterSummary,
  type LetterTrail,
  markOpened,
} from './letter.queries.js';
export { type LetterRowToInsert, letterRows } from './letter.rows.js';
export { languageFor } from './wording/letter.language.rules.js';
export { letterKinds } from './wording/letter.names.js';
export { IncompleteLetter, missingFrom } from './wording/letter.rules.js';
export { type LetterSample, samplesOf } from './wording/letter.samples.js';
export { LetterService } from './letter.service.js';
export { render, renderSealed } from './letter.file.js';
export type { Seal } from './seal/letter.seal.js';
export { makeTestSeal } from './seal/seal.certificate.js';
export { certificatesOf, openSealFile } from './seal/seal.file.js';
export { letterIdOf, type LetterReport, verifyLetter } from './letter.verification.js';
export {
  type Base,
  type Language,
  languages,
  type LetterData,
  type LetterKind,
  type LetterOrder,
  type Recipient,
} from './wording/letter.templates.js';
export { dateInWords } from './wording/letter.words.js';
export { type LetterContent, templateVersion, writeLetter } from './wording/letter.writer.js';
export {
  cite,
  citationFor,
  criteriaInForce,
  type CriteriaInForce,
  criteriaOf,
  type CriterionInForce,
  rulesOn,
} from './rules/rule-book.rules.js';
export {
  type FreeText,
  type LetterPreview,
  type PreviewBlock,
  previewLetter,
  type PreviewRun,
} from './wording/letter.preview.js';
export { drawDraft } from './letter.draft.js';
