import type { FieldProblem } from '#platform';
import type { AccessCase, Context, Refusing } from '../case.model.js';
import type { CommandOf } from '../case.commands.js';
import { liftingOf } from '../decisions/case.exemption.rules.js';
import { isInForce } from '../permits/permit.rules.js';
import { refuse } from '../refusal.rules.js';
import { type DeliveryFrame, frameFor, permitOf } from './delivery.frame.rules.js';
import type { Delivery, Manifest } from './delivery.model.js';
import { refuseUnfounded } from './delivery.rules.js';

type Reported =
  CommandOf<'report-delivered'> | CommandOf<'report-part-delivered'> | CommandOf<'redeliver'>;

/**
 * The manifest of what a registry reports, held against the permit as it stands today: a delivery
 * never goes beyond the decision (helseregisterloven section 19 a sixth paragraph).
 */
export function manifestFrom(
  accessCase: AccessCase,
  command: Reported,
  kind: Manifest['kind'],
  context: Context,
): Manifest | Refusing {
  const { tracks } = accessCase;
  const { now, today } = context;
  const ordered = tracks.delivery[command.deliveryId] ?? { state: 'none' as const };
  const registryId = ordered.registryId ?? '';
  const content = permitOf(context);
  if (!isInForce(tracks.permit) || !content) return refuse('no-active-permit');
  const unfounded = refuseUnfounded(accessCase, registryId, today);
  if (unfounded) return unfounded;
  const frame = frameFor(content, registryId);
  if (!frame) return refuse('registry-not-in-permit', notInPermit);
  const beyond = beyondPermit(command, ordered, frame);
  if (beyond.length > 0) return refuse('delivery-outside-permit', ...beyond);
  const faults = manifestFaults(command);
  if (faults.length > 0) return refuse('manifest-faulty', ...faults);
  const lifting = liftingOf(tracks, registryId, today);
  return {
    number: (ordered.manifests?.length ?? 0) + 1,
    kind,
    deliveredAt: now.toISOString(),
    deliveredOn: today,
    permitId: frame.permitId,
    recipientName: context.applicantName,
    exemptionBasis: lifting?.by === 'exemption' ? lifting.legalBasis : null,
    files: command.files,
    fileCount: command.fileCount,
    rowCount: command.rowCount,
    variables: command.variables,
    period: command.period,
    handOver: command.handOver,
    handOverPlace: command.handOverPlace ?? frame.recipientEnvironment ?? '',
  };
}

/** The manifests that the recipient has: a redelivery stands in the place of all before it. */
export function standingManifests(manifests: readonly Manifest[]): Manifest[] {
  const last = manifests.findLastIndex(({ kind }) => kind === 'redelivery');
  return manifests.slice(Math.max(last, 0));
}

/** The facts of a delivery after one more manifest: with what the recipient now has in all. */
export function withManifest(
  { manifests = [] }: Delivery,
  next: Manifest,
): Pick<Delivery, 'manifests' | 'fileCount' | 'rowCount' | 'handOverPlace'> {
  const all = [...manifests, next];
  const standing = standingManifests(all);
  return {
    manifests: all,
    fileCount: standing.reduce((sum, { fileCount }) => sum + fileCount, 0),
    rowCount: standing.reduce((sum, { rowCount }) => sum + rowCount, 0),
    handOverPlace: next.handOverPlace,
  };
}

const notInPermit: FieldProblem = {
  field: 'deliveryId',
  rule: 'data are delivered from the registries that the permit names (helseregisterloven section 19 a)',
  todo: 'deliver nothing; ask the caseworker to cancel the order',
};

function beyondPermit(
  { variables, period, handOver, handOverPlace }: Reported,
  { orderedVariables }: Delivery,
  frame: DeliveryFrame,
): FieldProblem[] {
  const allowed = orderedVariables
    ? frame.variables.filter((name) => orderedVariables.includes(name))
    : frame.variables;
  const problems: FieldProblem[] = variables.flatMap((name, index) =>
    allowed.includes(name)
      ? []
      : [
          {
            field: `variables.${index}`,
            rule: 'only the variables of the order are delivered, and none that the permit does not give (helseregisterloven section 19 a sixth paragraph)',
            todo: 'take the variable out of the files, or have the permit changed first',
          },
        ],
  );
  if (frame.period && (period.fromOn < frame.period.fromOn || period.toOn > frame.period.toOn)) {
    problems.push({
      field: 'period',
      rule: `the permit gives data from ${frame.period.fromOn} to ${frame.period.toOn}`,
      todo: 'take what lies outside the period out of the files',
    });
  }
  const isNowhere = handOver === 'secure-environment' && !frame.recipientEnvironment;
  const isElsewhere =
    handOver === 'secure-environment' &&
    handOverPlace !== undefined &&
    handOverPlace !== frame.recipientEnvironment;
  if (isNowhere || isElsewhere) {
    problems.push({
      field: isNowhere ? 'handOver' : 'handOverPlace',
      rule: 'data are handed over in the environment that the permit names (EHDS article 73)',
      todo: 'leave the place out, or name a file transfer',
    });
  }
  return problems;
}

function manifestFaults({
  files,
  fileCount,
  rowCount,
  variables,
  period,
  handOver,
  handOverPlace,
}: Reported): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const repeated = (values: readonly string[]) =>
    values.findIndex((value, index) => values.indexOf(value) !== index);
  const twiceFile = repeated(files.map(({ name }) => name));
  if (twiceFile >= 0) {
    problems.push({
      field: `files.${twiceFile}.name`,
      rule: 'each file stands once in the manifest',
      todo: 'give the file another name, or remove the row',
    });
  }
  const twiceVariable = repeated(variables);
  if (twiceVariable >= 0) {
    problems.push({
      field: `variables.${twiceVariable}`,
      rule: 'each variable stands once in the manifest',
      todo: 'remove the row',
    });
  }
  if (fileCount !== files.length) {
    problems.push({
      field: 'fileCount',
      rule: `the manifest lists ${files.length} files`,
      todo: 'list every file that was delivered',
    });
  }
  const rows = files.reduce((sum, file) => sum + file.rowCount, 0);
  if (rowCount !== rows) {
    problems.push({
      field: 'rowCount',
      rule: `the rows of the files sum to ${rows}`,
      todo: 'count the rows of each file again',
    });
  }
  if (period.toOn < period.fromOn) {
    problems.push({
      field: 'period.toOn',
      rule: 'a period ends on or after the day it begins',
      todo: 'change one of the dates',
    });
  }
  if (handOver === 'file-transfer' && handOverPlace === undefined) {
    problems.push({
      field: 'handOverPlace',
      rule: 'the recipient must be able to find the files',
      todo: 'name the service that the files were transferred by',
    });
  }
  return problems;
}
