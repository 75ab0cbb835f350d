import type { Draft } from '../application/application.rules.js';
import type { Difference } from '../application/difference.rules.js';
import type { VersionKind } from './permit.rules.js';

/**
 * What a version of a permit gives, whole: the content the European regulation lists (article 68
 * paragraph 10) and the Norwegian decision holds. Frozen when the version is made.
 */
export interface PermitContent {
  permitId: string;
  issuer: string;
  base: string;
  version: number;
  kind: VersionKind;
  /** The archive's number, beside the permit id. */
  caseReference: string;
  /** The case that asked for the change, by reference; null in the first version. */
  changeReference: string | null;
  decidedOn: string;
  signedByName: string;
  /** UTC, ISO 8601. */
  activeFrom: string;
  endsOn: string;
  projectLeader: string;
  conditions: string[];
  /** What this version changes in the one before, item by item (d64 R9.4.4). */
  changes: Difference[];
  /** The application as granted: sources that were refused are left out. */
  granted: Draft;
}

/** A version on its way into the database: the very text, and the checksum of it. */
export interface FrozenVersion {
  permitId: string;
  base: string;
  version: number;
  content: string;
  sha256: string;
  changeCaseId: string | null;
}
