import { Alert, Heading, Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useCompleteness, useFormDefinition } from '../../../api/queries';
import type { CaseDetail, Completeness } from '../../../api/types';
import { Link } from '../../../components/Link';
import { Loading } from '../../../components/Loading';
import { ProblemMessage } from '../../ProblemMessage';
import { ChangeDifference, isSeenAsDifference } from '../ChangeDifference';
import { AsItIsSent } from './AsItIsSent';
import { type FormDefinition, inWords } from './definition';
import { fieldAddress } from './field-address';
import { type AnswerFaultInWords, useCompletenessFaults } from './use-completeness-faults';
import { WhatFollows } from './WhatFollows';

/** The last look before an application is sent: what is missing, what follows, and all of it. */
export function ReviewBeforeSending({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const form = useFormDefinition(accessCase.formVersion);
  const completeness = useCompleteness(accessCase);
  const failed = form.isError ? form : completeness.isError ? completeness : null;
  if (failed?.error) {
    return <ProblemMessage problem={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (!form.data || !completeness.data) return <Loading text={t('review.loading')} />;
  return <Review accessCase={accessCase} form={form.data} completeness={completeness.data} />;
}

interface ReviewProps {
  accessCase: CaseDetail;
  form: FormDefinition;
  completeness: Completeness;
}

function Review({ accessCase, form, completeness }: ReviewProps) {
  const faults = useCompletenessFaults(form, completeness);
  return (
    <div className="review">
      <Lacking form={form} isReady={completeness.isReady} faults={faults} />
      <WhatFollows accessCase={accessCase} completeness={completeness} />
      {isSeenAsDifference(accessCase) && <ChangeDifference accessCase={accessCase} />}
      <AsItIsSent accessCase={accessCase} form={form} faults={faults} />
    </div>
  );
}

/** So many are named one by one; where more is missing, each section says how much. */
const mostNamed = 20;

function Lacking({
  form,
  isReady,
  faults,
}: {
  form: FormDefinition;
  isReady: boolean;
  faults: readonly AnswerFaultInWords[];
}) {
  const { t, i18n } = useTranslation();
  if (isReady) {
    return (
      <Alert data-color="success" role="status">
        <Paragraph>{t('review.ready')}</Paragraph>
      </Alert>
    );
  }
  return (
    <Alert data-color="warning" role="status">
      <Heading level={4} data-size="2xs">
        {t('review.lacking', { count: faults.length })}
      </Heading>
      <Paragraph>{t('review.lacking-explain')}</Paragraph>
      {form.sections.map(({ id, name }) => {
        const here = faults.filter(({ section }) => section === id);
        if (here.length === 0) return null;
        const inSection = inWords(name, i18n.language);
        const [first] = here;
        return faults.length > mostNamed ? (
          <Paragraph key={id}>
            <DsLink asChild>
              <Link {...fieldAddress(id, first?.field)}>
                {inSection} ({t('application-form.incomplete', { count: here.length })})
              </Link>
            </DsLink>
          </Paragraph>
        ) : (
          <div key={id}>
            <strong>{inSection}</strong>
            <ul>
              {here.map(({ field, label, text }) => (
                <li key={`${field} ${text}`}>
                  <DsLink asChild>
                    <Link {...fieldAddress(id, field)}>
                      {label}: {text}
                    </Link>
                  </DsLink>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Alert>
  );
}
