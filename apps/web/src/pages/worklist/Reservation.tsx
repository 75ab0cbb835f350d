import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useReservation, useReserve } from '../../api/dispatch';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { ProblemMessage } from '../ProblemMessage';

/** A person may ask to have their letters on paper (eForvaltningsforskriften section 9). */
export function Reservation() {
  const { t } = useTranslation();
  const reservation = useReservation();
  const reserving = useReserve();
  const isReserved = reservation.data?.isReserved === true;
  return (
    <Section heading={t('reservation.title')}>
      <Paragraph className="lead">{t('reservation.explain')}</Paragraph>
      {reservation.isPending && <Loading text={t('reservation.loading')} />}
      {reservation.isError && (
        <ProblemMessage problem={reservation.error} onRetry={() => void reservation.refetch()} />
      )}
      {reservation.isSuccess && (
        <>
          <Paragraph role="status">
            {t(isReserved ? 'reservation.on' : 'reservation.off')}
          </Paragraph>
          <Button
            variant="secondary"
            data-size="sm"
            disabled={reserving.isPending}
            onClick={() => reserving.mutate(!isReserved)}
          >
            {t(isReserved ? 'reservation.choose-portal' : 'reservation.choose-paper')}
          </Button>
        </>
      )}
      {reserving.isError && <ProblemMessage problem={reserving.error} />}
    </Section>
  );
}
