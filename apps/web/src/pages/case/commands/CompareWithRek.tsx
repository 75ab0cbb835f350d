import { Card, Fieldset, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useComparison } from '../../../api/queries';
import type { CaseDetail } from '../../../api/types';
import { LongText, YesNo } from '../../../components/fields';

export const comparedPoints = ['purpose', 'sources', 'variables', 'period', 'persons'] as const;

/** What the application says stands beside the fields for the protocol and the approval. */
export function CompareWithRek({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const comparison = useComparison(accessCase.id);
  const hasApproval = (accessCase.tracks['ethics'] as { state?: string })?.state !== 'notice-sent';
  return (
    <>
      {comparedPoints.map((point) => (
        <Card key={point}>
          <Fieldset>
            <Fieldset.Legend>{t(`compared.${point}`)}</Fieldset.Legend>
            <Paragraph data-size="sm">{t('compared.application')}</Paragraph>
            {comparison.data?.points
              .find((each) => each.point === point)
              ?.application.map((line) => (
                <Paragraph key={line} className="written" data-size="sm">
                  {line}
                </Paragraph>
              ))}
            <LongText path={`${point}.protocol`} rows={2} />
            {hasApproval && <LongText path={`${point}.approval`} rows={2} />}
            <YesNo path={`${point}.matches`} />
          </Fieldset>
        </Card>
      ))}
    </>
  );
}
