import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { Line, LongText, OneOf } from '../../../components/fields';
import type { Values } from '../../../components/typed-text';
import { AnswerPerVariable } from './AnswerPerVariable';
import { reasonsFor } from './asked-variables';
import { placeOfRow, type Sending } from './sending';

interface OnVariable {
  name?: string;
  advice?: string;
}

const answers = ['for', 'coarser', 'against'];

/** One answer for each variable applied for; those left open are left out. */
export function AdviseOnVariables({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const reasons = reasonsFor(accessCase);
  return (
    <AnswerPerVariable
      path="variables"
      legend={t('field.give-advice-variables')}
      forAll={['for', 'against'].map((advice) => ({
        words: t(`choice.variables-advice.${advice}`),
        answer: { advice },
      }))}
      about={(name) => reasons.get(name) ?? []}
      draw={({ advice }, path) => (
        <>
          <OneOf path={`${path}.advice`} values={answers} />
          {advice === 'coarser' && <Line path={`${path}.alternative`} />}
          {Boolean(advice) && <LongText path={`${path}.reason`} rows={2} isOptional />}
        </>
      )}
    />
  );
}

/** An adviser sees the variables asked of their own registry. */
export function variablesToAdvise({ application }: CaseDetail): Values {
  const sources = (application?.sources ?? []) as { variables?: { name: string }[] }[];
  const variables = sources.length === 1 ? (sources[0]?.variables ?? []) : [];
  return variables.length === 0 ? {} : { variables: variables.map(({ name }) => ({ name })) };
}

export function adviceBody({ variables, ...rest }: Values): Values {
  const answered = ((variables ?? []) as OnVariable[]).filter(({ advice }) => advice);
  return { ...rest, ...(answered.length > 0 && { variables: answered }) };
}

/** The rows that were left open are not sent, so a row has another number in the body. */
export const placeOfVariable = (field: string, sending: Sending) =>
  placeOfRow(field, sending, 'variables', 'name');
