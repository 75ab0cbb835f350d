import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { CaseDetail } from '../../api/types';

/** The fields of an application that stand in every form, in the order of the form. */
const fixedFields = [
  'title',
  'purpose',
  'isMedicalResearch',
  'protocolReference',
  'projectEndsOn',
  'institutionName',
  'institutionNumber',
  'postalAddress',
  'dataPeriod',
  'identificationLevel',
  'identificationReason',
  'legalBasisArticle6',
  'legalBasisArticle9',
  'securityMeasures',
  'recipientEnvironment',
  'sources',
];

/** The fields of an application by path, as `sources.0.variables`, and what each is called. */
export function useFieldNames({ application }: CaseDetail) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const sources = (application?.['sources'] ?? []) as { registryId?: string }[];

  function fieldsOf(): string[] {
    const others = Object.keys(application ?? {}).filter(
      (name) => !fixedFields.includes(name) && name !== 'rekApproval',
    );
    const parts = sources.flatMap((_, index) =>
      ['variables', 'justification'].map((part) => `sources.${index}.${part}`),
    );
    return [...fixedFields, ...parts, ...others];
  }

  function nameOf(path: string): string {
    const [first = '', index, part] = path.split('.');
    const key = [first, ...(part === undefined ? [] : [part])].join('-');
    const name = t(`field.application-${key}`, { defaultValue: path });
    const registryId = first === 'sources' ? sources[Number(index)]?.registryId : undefined;
    return registryId === undefined ? name : `${name}: ${registryName(registryId)}`;
  }

  return { fieldsOf, nameOf };
}
