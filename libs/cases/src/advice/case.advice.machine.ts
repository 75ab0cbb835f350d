import type { CommandOf } from '../case.commands.js';
import type { CaseText, Context, Decide } from '../case.model.js';
import type { VariableAdvice } from './consultation.model.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * A registry's advice: for or against the whole, variable by variable with the coarser alternative
 * it offers, and what the delivery costs and takes. An answer to a new question of the caseworker
 * replaces no earlier one (`renew-consultation`).
 */
export const recordAdvice: Decide<'give-advice'> = (_, command, context) => {
  const { advice, reason, hours, costNok, weeksToDeliver, expectedRows } = command;
  const variables = command.variables ?? [];
  const problems = [
    ...withoutAlternative(variables),
    ...repeated(variables),
    ...notAppliedFor(command, context),
  ];
  if (problems.length > 0) return refuse('variable-advice-faulty', ...problems);
  const text = textOf(context, 'advice from the registry', reason);
  const ofVariables = variables.map((variable) => adviceOn(variable, context));
  return {
    facts: {
      advice,
      reasonId: text.id,
      advisedOn: context.today,
      ...(ofVariables.length > 0 && { variables: ofVariables.map(({ fact }) => fact) }),
      ...(hours !== undefined && { hours }),
      ...(costNok !== undefined && { costNok }),
      ...(weeksToDeliver !== undefined && { weeksToDeliver }),
      ...(expectedRows !== undefined && { expectedRows }),
    },
    texts: [text, ...ofVariables.flatMap(({ texts }) => texts)],
  };
};

type OnVariable = NonNullable<CommandOf<'give-advice'>['variables']>[number];

function adviceOn({ name, advice, alternative, reason }: OnVariable, context: Context) {
  const offered = alternative && textOf(context, 'coarser alternative', alternative);
  const why = reason && textOf(context, 'advice on a variable', reason);
  const fact: VariableAdvice = {
    name,
    advice,
    ...(offered && { alternativeId: offered.id }),
    ...(why && { reasonId: why.id }),
  };
  return { fact, texts: [offered, why].filter((text): text is CaseText => Boolean(text)) };
}

function withoutAlternative(variables: readonly OnVariable[]) {
  return variables.flatMap(({ advice, alternative }, index) =>
    advice === 'coarser' && alternative === undefined
      ? [
          {
            field: `variables.${index}.alternative`,
            rule: 'who advises a coarser variable says which',
            todo: 'describe the coarser variable that can be delivered',
          },
        ]
      : [],
  );
}

function repeated(variables: readonly OnVariable[]) {
  return variables.flatMap(({ name }, index) =>
    variables.findIndex((other) => other.name === name) === index
      ? []
      : [
          {
            field: `variables.${index}.name`,
            rule: 'a variable is advised on once',
            todo: 'join the two answers',
          },
        ],
  );
}

/** Only variables that are applied for are advised on. */
function notAppliedFor({ registryId, variables = [] }: CommandOf<'give-advice'>, context: Context) {
  const source = context.draft.sources?.find((each) => each.registryId === registryId);
  const names = (source?.variables ?? []).map(({ name }) => name);
  return variables.flatMap(({ name }, index) =>
    names.includes(name)
      ? []
      : [
          {
            field: `variables.${index}.name`,
            rule: 'the variable is applied for',
            todo: 'choose one of the variables of the application',
          },
        ],
  );
}
