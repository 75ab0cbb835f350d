import { List } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { LinkagePlan } from '../../api/types';

/** A linkage plan as sentences. */
export function PlanInWords({ plan, linker }: { plan: LinkagePlan; linker: string }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const named = (id: string | null) => (id === null ? t('linkage.another') : registryName(id));
  const { registries, cohort, controls, relatives } = plan;
  const sentences = [
    t(`linkage.linker.${plan.linkerKind}`, { linker }),
    t(`linkage.cohort.${cohort.from}`, { registry: named(cohort.registryId) }),
    controls &&
      t('linkage.with-controls', {
        count: controls.perCase,
        registry: named(controls.registryId),
        attributes: controls.matchOn
          .map(({ attribute, within }) =>
            within === null ? attribute : `${attribute} ± ${within}`,
          )
          .join(', '),
      }),
    relatives &&
      t('linkage.with-relatives', {
        relations: relatives.relations
          .map((relation) => t(`choice.relatives-relations.${relation}`))
          .join(', ')
          .toLowerCase(),
        registry: named(relatives.registryId),
      }),
    ...registries.map(({ registryId, keyFile }) =>
      t(`linkage.key-file.${keyFile}`, { registry: named(registryId) }),
    ),
    ...registries
      .filter(({ isSection9b }) => isSection9b)
      .map(({ registryId, keyHolder }) =>
        t('linkage.section-9b', { registry: named(registryId), holder: keyHolder ?? '' }),
      ),
    plan.hasSeparatePseudonyms && t('linkage.separate'),
  ].filter((sentence): sentence is string => typeof sentence === 'string');
  return (
    <List.Unordered>
      {sentences.map((sentence) => (
        <List.Item key={sentence}>{sentence}</List.Item>
      ))}
    </List.Unordered>
  );
}
