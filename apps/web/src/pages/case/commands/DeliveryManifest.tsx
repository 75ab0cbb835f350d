import { useTranslation } from 'react-i18next';
import { handOvers } from '../../../api/vocabulary';
import { Count, DateField, Line, Lines, LongText, OneOf } from '../../../components/fields';
import { useValueAt } from '../../../components/form';
import { Rows } from '../../../components/Rows';

/** What was delivered: each file with its rows and checksum, and what the files hold. */
export function DeliveryManifest() {
  const { t } = useTranslation();
  const isSentByFile = useValueAt('handOver') === 'file-transfer';
  return (
    <>
      <Rows
        path="files"
        most={200}
        isRequired
        words={{
          add: t('delivery.add-file'),
          row: (number) => t('delivery.file', { number }),
          remove: (number) => t('delivery.remove-file', { number }),
        }}
      >
        {(path) => (
          <>
            <Line path={`${path}.name`} />
            <Count path={`${path}.rowCount`} />
            <Line path={`${path}.sha256`} />
          </>
        )}
      </Rows>
      <Count path="fileCount" />
      <Count path="rowCount" />
      <Lines path="variables" />
      <DateField path="period.fromOn" />
      <DateField path="period.toOn" />
      <OneOf path="handOver" values={handOvers} />
      {isSentByFile && <Line path="handOverPlace" />}
    </>
  );
}

export function Redeliver() {
  return (
    <>
      <LongText path="reason" />
      <DeliveryManifest />
    </>
  );
}
