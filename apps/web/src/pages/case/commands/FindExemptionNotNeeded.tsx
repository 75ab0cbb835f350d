import { Card, Fieldset } from '@digdir/designsystemet-react';
import { useRegistryName } from '../../../api/queries';
import { LongText, OneOf } from '../../../components/fields';
import { useMadeOf } from '../../../components/form';
import type { Values } from '../../../components/typed-text';
import { registriesIn } from './proposals';
import { placeOfRow, type Sending } from './sending';

const exceptions = ['consent', 'hrl-19b', 'other-exception', 'not-confidential'];

/** What lifts confidentiality instead, source by source. */
export function FindExemptionNotNeeded() {
  const registryName = useRegistryName();
  const sources = useMadeOf('exceptions', registriesIn);
  return sources.map((registryId, index) => (
    <Card key={registryId}>
      <Fieldset>
        <Fieldset.Legend>{registryName(registryId)}</Fieldset.Legend>
        <OneOf path={`exceptions.${index}.exception`} values={exceptions} />
        <LongText path={`exceptions.${index}.reason`} rows={3} />
      </Fieldset>
    </Card>
  ));
}

/** Sources for which nothing was chosen are covered by something else. */
export function exceptionsBody({ exceptions: rows, ...values }: Values): Values {
  const chosen = Array.isArray(rows)
    ? (rows as Values[]).filter((row) => row['exception'] !== undefined)
    : [];
  return { ...values, exceptions: chosen };
}

/** The rows that were left open are not sent, so a row has another number in the body. */
export const placeOfException = (field: string, sending: Sending) =>
  placeOfRow(field, sending, 'exceptions', 'registryId');
