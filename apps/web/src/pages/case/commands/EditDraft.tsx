import { Fieldset } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { DateField, Line, Lines, LongText, OneOf, YesNo } from '../../../components/fields';
import type { Values } from '../../../components/typed-text';
import { DraftSources } from './DraftSources';

const at = (name: string) => `application.${name}`;

/** The application. Everything may be left open until it is sent in. */
export function EditDraft() {
  const { t } = useTranslation();
  return (
    <>
      <Group legend={t('draft.project')}>
        <Line path={at('title')} />
        <LongText path={at('purpose')} rows={6} />
        <YesNo path={at('isMedicalResearch')} />
        <Line path={at('protocolReference')} />
        <Line path={at('rekApproval.reference')} isOptional />
        <DateField path={at('rekApproval.decidedOn')} isOptional />
        <DateField path={at('projectEndsOn')} />
      </Group>
      <Group legend={t('draft.institution')}>
        <YesNo path={at('isInstitutionResponsible')} />
        <Line path={at('institutionName')} />
        <Line path={at('institutionNumber')} />
        <Lines path={at('postalAddress')} />
      </Group>
      <Group legend={t('draft.data')}>
        <DraftSources path={at('sources')} />
        <DateField path={at('dataPeriod.fromOn')} />
        <DateField path={at('dataPeriod.toOn')} />
      </Group>
      <Group legend={t('draft.identification')}>
        <OneOf
          path={at('identificationLevel')}
          values={['pseudonymised', 'directly-identifiable']}
        />
        <LongText path={at('identificationReason')} />
      </Group>
      <Group legend={t('draft.basis')}>
        <Line path={at('legalBasisArticle6')} />
        <Line path={at('legalBasisArticle9')} />
      </Group>
      <Group legend={t('draft.security')}>
        <LongText path={at('securityMeasures')} />
        <Line path={at('recipientEnvironment')} />
      </Group>
    </>
  );
}

function Group({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <Fieldset className="field-group">
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {children}
    </Fieldset>
  );
}

export function draftOf({ application }: CaseDetail): Values {
  return { application: { sources: [{}], ...application } };
}

/** Rows at the end of the lists of sources and variables that nothing was written in are left out. */
export function draftBody({ application }: Values): Values {
  const { sources, ...rest } = (application ?? {}) as Values & { sources?: Source[] };
  const written = upToLastWritten(
    (sources ?? []).map(({ variables, ...source }) => {
      const kept = upToLastWritten(variables ?? []);
      return { ...source, ...(kept.length > 0 && { variables: kept }) };
    }),
  );
  return { application: { ...rest, ...(written.length > 0 && { sources: written }) } };
}

type Source = Values & { variables?: Values[] };

function upToLastWritten(rows: readonly Values[]): Values[] {
  return rows.slice(0, rows.findLastIndex((row) => Object.keys(row).length > 0) + 1);
}
