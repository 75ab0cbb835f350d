import { ownRegistryIds, variablesAsked } from './case.access.rules.js';
import type { CommandOf } from '../case.commands.js';
import type { AccessCase, Context, Refusing } from '../case.model.js';
import type { SourceAnswer } from './decision.model.js';
import { recordGrounds } from './proposal.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

/** A proposed access decision: whether it answers what was applied for, and what it records. */

type Source = CommandOf<'propose-access-decision'>['sources'][number];

/** Each source that Helsedataservice decides on is answered once, and each of its variables too. */
export function refuseSources(
  { tracks }: AccessCase,
  sources: readonly Source[],
  context: Context,
): Refusing | null {
  const own = ownRegistryIds(tracks, context);
  const controllers = sources.flatMap(({ registryId }, index) =>
    tracks.application.registryIds.includes(registryId) && !own.includes(registryId)
      ? [
          {
            field: `sources.${index}.registryId`,
            rule: 'a source that its controller decides on is not decided on here',
            todo: "leave it out, and record the controller's own decision",
          },
        ]
      : [],
  );
  if (controllers.length > 0) return refuse('controller-decides', ...controllers);
  const answered = sources.map(({ registryId }) => registryId).sort();
  if ([...own].sort().join() !== answered.join()) {
    return refuse('sources-not-answered', {
      field: 'sources',
      rule: 'each source that Helsedataservice decides on is granted or refused, once',
      todo: 'answer for every such registry of the application and no other',
    });
  }
  const faults = sources.flatMap((source, index) =>
    variableFaults(source, `sources.${index}.variables`, context),
  );
  return faults.length === 0 ? null : refuse('variables-not-answered', ...faults);
}

/** Nothing beyond the application can be granted, and nothing in it is passed over in silence. */
function variableFaults(
  { registryId, isGranted, variables }: Source,
  field: string,
  { draft }: Context,
): { field: string; rule: string; todo: string }[] {
  const asked = variablesAsked(draft, registryId);
  const names = variables.map(({ name }) => name);
  // A source that is refused whole needs no answer for each variable.
  const missing = isGranted ? asked.filter((name) => !names.includes(name)) : [];
  const hasNone = isGranted && !variables.some((variable) => variable.isGranted);
  return [
    ...variables.flatMap(({ name, isGranted: isWanted, reason }, index) => [
      ...(asked.includes(name) && names.indexOf(name) === index
        ? []
        : [
            {
              field: `${field}.${index}.name`,
              rule: 'no more is granted than was applied for, and each variable is answered once',
              todo: 'answer for the variables of the application',
            },
          ]),
      ...(!isGranted || isWanted || reason !== undefined
        ? []
        : [
            {
              field: `${field}.${index}.reason`,
              rule: 'a variable is refused for a reason',
              todo: 'say why this variable is refused',
            },
          ]),
    ]),
    ...missing.map((name) => ({
      field: `${field}.${name}`,
      rule: 'a granted source has an answer for each of its variables',
      todo: 'answer for this variable, or refuse the source',
    })),
    ...(hasNone
      ? [
          {
            field,
            rule: 'a source is granted when one of its variables is',
            todo: 'grant a variable, or refuse the source',
          },
        ]
      : []),
  ];
}

export function recordProposal(command: CommandOf<'propose-access-decision'>, context: Context) {
  const { permitEndsOn, statistics, takesEffectOn } = command;
  const sources = command.sources.map((source) => recordSource(source, context));
  const grounds = recordGrounds(command, context);
  const departures = Object.entries(command.departureReasons ?? {}).map(
    ([registryId, body]) =>
      [registryId, textOf(context, 'why the advice is departed from', body)] as const,
  );
  const safeguards = statistics && textOf(context, 'safeguards', statistics.safeguards);
  return {
    facts: {
      sources: sources.map(({ answer }) => answer),
      ...grounds.facts,
      departureReasonIds: Object.fromEntries(departures.map(([id, text]) => [id, text.id])),
      // What a returned proposal said of these must not outlive it.
      permitEndsOn: permitEndsOn ?? null,
      takesEffectOn: takesEffectOn ?? null,
      statistics: statistics
        ? {
            minimumCellSize: statistics.minimumCellSize,
            deliveryRoute: statistics.deliveryRoute,
            safeguardsId: safeguards?.id,
          }
        : null,
    },
    texts: [
      ...sources.flatMap(({ texts }) => texts),
      ...grounds.texts,
      ...departures.map(([, text]) => text),
      ...(safeguards ? [safeguards] : []),
    ],
  };
}

function recordSource({ registryId, isGranted, reason, variables }: Source, context: Context) {
  const text = textOf(context, 'reason per source', reason);
  const refused = variables.map((variable) =>
    variable.reason === undefined ? null : textOf(context, 'reason per variable', variable.reason),
  );
  const answer: SourceAnswer = {
    registryId,
    isGranted,
    reasonId: text.id,
    variables: variables.map((variable, index) => {
      const reasonId = refused[index]?.id;
      // Nothing is granted from a source that is refused, whatever its rows say.
      return {
        name: variable.name,
        isGranted: isGranted && variable.isGranted,
        ...(reasonId && { reasonId }),
      };
    }),
  };
  return { answer, texts: [text, ...refused.filter((each) => each !== null)] };
}
