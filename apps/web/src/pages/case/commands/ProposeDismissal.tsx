import { useTranslation } from 'react-i18next';
import { useScreening } from '../../../api/screening';
import type { CaseDetail, Language } from '../../../api/types';
import { LongText, OneOf, Pick } from '../../../components/fields';
import { Rows } from '../../../components/Rows';
import type { Values } from '../../../components/typed-text';

/** A dismissal says what was missing, so that the applicant can send in a whole application. */
export function ProposeDismissal({ accessCase }: { accessCase: CaseDetail }) {
  const { t, i18n } = useTranslation();
  const screening = useScreening(accessCase);
  const options = (screening.data?.items ?? []).map(({ item, wording }) => ({
    value: item,
    text: wording[i18n.language as Language],
  }));
  return (
    <>
      <OneOf path="ground" values={['incomplete', 'wrong-body', 'prohibited-use']} />
      <Rows
        path="missing"
        most={100}
        words={{
          add: t('screening.add-missing'),
          row: (number) => t('screening.missing-row', { number }),
          remove: (number) => t('screening.remove-missing', { number }),
        }}
      >
        {(row) => (
          <>
            <Pick path={`${row}.item`} options={options} />
            <LongText path={`${row}.what`} rows={2} />
          </>
        )}
      </Rows>
      <LongText path="reason" rows={6} />
    </>
  );
}

interface StoredAnswer {
  answer: string;
  commentId?: string;
}

/** What the completeness check was answered no to, in the caseworker's words. */
export function missingItems({ tracks, texts }: CaseDetail): Values {
  const { answers = {} } = (tracks['screening'] ?? {}) as {
    answers?: Record<string, StoredAnswer>;
  };
  const missing = Object.entries(answers)
    .filter(([, { answer }]) => answer === 'no')
    .map(([item, { commentId }]) => ({ item, what: texts[commentId ?? ''] ?? '' }));
  return missing.length === 0 ? {} : { missing };
}
