import { DestructionApprovals20261121050200 } from './20261121050200-destruction-approvals.js';
import { SegmentLayers20261121040190 } from './20261121040190-segment-layers.js';
import { CaseSystem20261121000000 } from './20261121000000-case-system.js';
import { DemoSignIn20261121000050 } from './20261121000050-demo-sign-in.js';
import { CaseKinds20261121010000 } from './20261121010000-case-kinds.js';
import { Advice20261121013000 } from './20261121013000-advice.js';
import { TimeLimits20261121017000 } from './20261121017000-time-limits.js';
import { Notices20261121019100 } from './20261121019100-notices.js';
import { Intake20261121012000 } from './20261121012000-intake.js';
import { CaseSearch20261121019200 } from './20261121019200-case-search.js';
import { ApplicationTwins20261121020100 } from './20261121020100-application-twins.js';
import { IdempotentRequests20261121020300 } from './20261121020300-idempotent-requests.js';
import { Worklist20261121019000 } from './20261121019000-worklist.js';
import { PermitVersions20261121015000 } from './20261121015000-permit-versions.js';
import { Fees20261121018100 } from './20261121018100-fees.js';
import { MembersAndMessages20261121018200 } from './20261121018200-members-and-messages.js';
import { ApplicationForm20261121016000 } from './20261121016000-application-form.js';
import { PeopleInTheCase20261121018000 } from './20261121018000-people-in-the-case.js';
import { Variables20261121011000 } from './20261121011000-variables.js';
import { RegistryDescription20261121011100 } from './20261121011100-registry-description.js';
import { Attachments20261121011200 } from './20261121011200-attachments.js';
import { Vault20261121000100 } from './20261121000100-vault.js';
import { ChangesToCome20261121020000 } from './20261121020000-changes-to-come.js';
import { ArchiveHandover20261121030310 } from './20261121030310-archive-handover.js';
import { Journal20261121030300 } from './20261121030300-journal.js';
import { Decisions20261121014000 } from './20261121014000-decisions.js';
import { LetterSeal20261121030100 } from './20261121030100-letter-seal.js';
import { Arrival20261121030201 } from './20261121030201-arrival.js';
import { Dispatch20261121030200 } from './20261121030200-dispatch.js';
import { FilesOnTheWay20261121030501 } from './20261121030501-files-on-the-way.js';
import { SerialFormats20261121040100 } from './20261121040100-serial-formats.js';
import { KindsAndBridges20261121040101 } from './20261121040101-kinds-and-bridges.js';
import { AliasesAndReservations20261121040102 } from './20261121040102-aliases-and-reservations.js';
import { IncomingLists20261121040201 } from './20261121040201-incoming-lists.js';
import { RunManifest20261121040202 } from './20261121040202-run-manifest.js';
import { VaultKeys20261121040300 } from './20261121040300-vault-keys.js';
import { LinkageOrders20261121040400 } from './20261121040400-linkage-orders.js';
import { ReservedRows20261121040499 } from './20261121040499-reserved-rows.js';
import { StepRuns20261121040500 } from './20261121040500-step-runs.js';
import { KeyFilesKeptAsPeople20261121050101 } from './20261121050101-key-files-kept-as-people.js';
import { PackedSegments20261121050102 } from './20261121050102-packed-segments.js';
import { RegistryKeys20261121050301 } from './20261121050301-registry-keys.js';
import { Deliveries20261121060100 } from './20261121060100-deliveries.js';
import { Measures20261121060200 } from './20261121060200-measures.js';
import { LogSeals20261121060300 } from './20261121060300-log-seals.js';
import { AuditsAndExports20261121060310 } from './20261121060310-audits-and-exports.js';
import { PublicRegister20261121060400 } from './20261121060400-public-register.js';
import { PublicStatistics20261121060401 } from './20261121060401-public-statistics.js';
import { RegisterByDay20261121060402 } from './20261121060402-register-by-day.js';
import { OwnReadings20261121060700 } from './20261121060700-own-readings.js';
import { WaitsByStage20261121060800 } from './20261121060800-waits-by-stage.js';
import { EventsByTime20261121060801 } from './20261121060801-events-by-time.js';
import { FactsAsSealed20261121060900 } from './20261121060900-facts-as-sealed.js';
import { CellsGoingOn20261121060901 } from './20261121060901-cells-going-on.js';
import { ComparableCases20261121060902 } from './20261121060902-comparable-cases.js';
import { FigureChanges20261122060100 } from './20261122060100-figure-changes.js';
import { SignIn20261122070100 } from './20261122070100-sign-in.js';
import { RegistrySystems20261122070101 } from './20261122070101-registry-systems.js';
import { RoleInvitations20261122070102 } from './20261122070102-role-invitations.js';
import { HasApplied20261122070103 } from './20261122070103-has-applied.js';
import { SecondWall20261122070200 } from './20261122070200-second-wall.js';
import { RequestCount20261122070300 } from './20261122070300-request-count.js';
import { DataKeys20261122070301 } from './20261122070301-data-keys.js';
import { NeedToKnow20261122070400 } from './20261122070400-need-to-know.js';
import { SealedDocuments20261122070500 } from './20261122070500-sealed-documents.js';
import { OwnName20261122070600 } from './20261122070600-own-name.js';

/** Every migration, oldest first. A merged migration is never edited. */
export const migrations = [
  CaseSystem20261121000000,
  DemoSignIn20261121000050,
  Vault20261121000100,
  CaseKinds20261121010000,
  Variables20261121011000,
  RegistryDescription20261121011100,
  Attachments20261121011200,
  Advice20261121013000,
  Decisions20261121014000,
  PermitVersions20261121015000,
  TimeLimits20261121017000,
  ApplicationForm20261121016000,
  PeopleInTheCase20261121018000,
  Fees20261121018100,
  Intake20261121012000,
  MembersAndMessages20261121018200,
  Worklist20261121019000,
  Notices20261121019100,
  CaseSearch20261121019200,
  ChangesToCome20261121020000,
  ApplicationTwins20261121020100,
  IdempotentRequests20261121020300,
  LetterSeal20261121030100,
  Dispatch20261121030200,
  Arrival20261121030201,
  Journal20261121030300,
  ArchiveHandover20261121030310,
  FilesOnTheWay20261121030501,
  SerialFormats20261121040100,
  KindsAndBridges20261121040101,
  AliasesAndReservations20261121040102,
  SegmentLayers20261121040190,
  IncomingLists20261121040201,
  RunManifest20261121040202,
  VaultKeys20261121040300,
  LinkageOrders20261121040400,
  ReservedRows20261121040499,
  StepRuns20261121040500,
  KeyFilesKeptAsPeople20261121050101,
  PackedSegments20261121050102,
  DestructionApprovals20261121050200,
  RegistryKeys20261121050301,
  Deliveries20261121060100,
  Measures20261121060200,
  LogSeals20261121060300,
  AuditsAndExports20261121060310,
  PublicRegister20261121060400,
  PublicStatistics20261121060401,
  RegisterByDay20261121060402,
  OwnReadings20261121060700,
  WaitsByStage20261121060800,
  EventsByTime20261121060801,
  FactsAsSealed20261121060900,
  CellsGoingOn20261121060901,
  ComparableCases20261121060902,
  FigureChanges20261122060100,
  SignIn20261122070100,
  RegistrySystems20261122070101,
  RoleInvitations20261122070102,
  HasApplied20261122070103,
  SecondWall20261122070200,
  RequestCount20261122070300,
  DataKeys20261122070301,
  NeedToKnow20261122070400,
  SealedDocuments20261122070500,
  OwnName20261122070600,
];
