import { Details } from '@digdir/designsystemet-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DispatchAttempt, Letter, LetterTrail as Trail } from '../../api/types';
import { dateText, dateTimeText } from '../../dates';
import { failureInWords } from '../dispatch/failure-in-words';

/** How a letter went on its way, for those who answer for it: every try, and what is known since. */
export function LetterTrail({ letter, trail }: { letter: Letter; trail: Trail }) {
  const { t } = useTranslation();
  const { attempts } = trail;
  return (
    <Details data-size="sm" className="why">
      <Details.Summary>{t('dispatch.trail.show', { count: attempts.length })}</Details.Summary>
      <Details.Content>
        {attempts.length === 0 && <p>{t('dispatch.trail.none')}</p>}
        {attempts.length > 0 && (
          <ol className="tries">
            {attempts.map((attempt) => (
              <li key={attempt.attempt}>
                <OneTry {...attempt} />
              </li>
            ))}
          </ol>
        )}
        <p>{sinceThen(t, letter, trail).join(' ')}</p>
      </Details.Content>
    </Details>
  );
}

function OneTry(attempt: DispatchAttempt) {
  const { t } = useTranslation();
  const { attempt: number, requestedAt, isCopy, reason } = attempt;
  const name = t(`dispatch.channel.${attempt.channel}`);
  const channel = isCopy ? `${name} (${t('dispatch.trail.copy')})` : name;
  return (
    <>
      <span>{t('dispatch.trail.try', { number, channel, at: dateTimeText(requestedAt) })}</span>
      <p>{outcome(t, attempt).join(' ')}</p>
      <p className="quiet">{t('dispatch.trail.why', { reason: t(`dispatch.reason.${reason}`) })}</p>
    </>
  );
}

/** What came of one try, and what the channel has told since. */
function outcome(t: TFunction, attempt: DispatchAttempt): string[] {
  const { status, finishedAt, nextAttemptAt, deliveredAt, openedAt, reply, receipt } = attempt;
  const words = {
    at: finishedAt ? dateTimeText(finishedAt) : '',
    why: failureInWords(t, receipt ?? reply),
  };
  return [
    t(`dispatch.trail.${status}`, words),
    status === 'failed' && nextAttemptAt
      ? t('dispatch.trail.next', { at: dateTimeText(nextAttemptAt) })
      : '',
    deliveredAt ? t('dispatch.trail.delivered', { at: dateTimeText(deliveredAt) }) : '',
    openedAt ? t('dispatch.trail.read', { at: dateTimeText(openedAt) }) : '',
    status === 'sent' && receipt ? t('dispatch.trail.receipt', { receipt }) : '',
  ].filter(Boolean);
}

/** What is known of the letter itself since it left. */
function sinceThen(t: TFunction, { openedAt }: Letter, { alertedAt, arrivesOn }: Trail): string[] {
  return [
    alertedAt ? t('dispatch.trail.alerted', { at: dateTimeText(alertedAt) }) : '',
    arrivesOn ? t('dispatch.trail.arrives', { on: dateText(arrivesOn) }) : '',
    openedAt ? t('dispatch.trail.opened', { at: dateTimeText(openedAt) }) : '',
  ].filter(Boolean);
}
