import { Details, Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail, Ledger, OneClock } from '../../api/types';
import { dateText, dateTimeText } from '../../dates';
import { usePartyName } from '../parties';
import { colourOf } from '../states';
import { ClockDerivation, useClockName } from './ClocksView';

interface CaseFactsProps {
  accessCase: CaseDetail;
  today: string | undefined;
  /** Whoever reads this is the one that the case waits for. */
  isForReader?: boolean;
  /** How long it has waited. */
  since?: Ledger['segments'][number];
  clocks?: readonly OneClock[];
}

/** What everybody wants to know first: state, who is waited for, until when. */
export function CaseFacts({ accessCase, today, ...known }: CaseFactsProps) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const { applicant, assignee, waitingFor, dueOn, changedAt, tracks } = accessCase;
  const { isForReader = false, since, clocks = [] } = known;
  const state = (tracks.application as { state: string } | undefined)?.state;
  const flags = (tracks['flag'] ?? {}) as Record<string, { state: string }>;
  const setFlags = Object.entries(flags).filter(([, flag]) => flag.state === 'set');
  return (
    <dl className="facts">
      {state && (
        <Fact name={t('worklist.state')}>
          <Tag data-color={colourOf(state)}>{t(`state.application.${state}`)}</Tag>
        </Fact>
      )}
      <Fact name={t('worklist.waiting-for')}>
        <strong>{isForReader ? t('case.waits-for-you') : partyName(waitingFor)}</strong>
        {since && (
          <span className="quiet since">
            {t('case.waited', { on: dateText(since.fromOn), count: since.workingDays })}
          </span>
        )}
      </Fact>
      <Fact name={t('worklist.due')}>
        <strong>{dueOn ? dateText(dueOn) : t('no-date')}</strong>{' '}
        {dueOn && today && dueOn < today && <Tag data-color="danger">{t('clock.overdue')}</Tag>}
        <Why clock={clocks.find((clock) => runs(clock) && clock.dueOn === dueOn)} />
      </Fact>
      <AppealDeadlines deadlines={accessCase.appealDeadlines} today={today} />
      {applicant && <Fact name={t('worklist.applicant')}>{applicant.name}</Fact>}
      {assignee && <Fact name={t('case.caseworker')}>{assignee.name}</Fact>}
      {setFlags.length > 0 && (
        <Fact name={t('case.flags')}>
          {setFlags.map(([flag]) => (
            <Tag key={flag} data-color="warning">
              {t(`choice.flag.${flag}`)}
            </Tag>
          ))}
        </Fact>
      )}
      <Fact name={t('worklist.changed')}>
        <time dateTime={changedAt}>{dateTimeText(changedAt)}</time>
      </Fact>
    </dl>
  );
}

function runs({ status, dueOn }: OneClock): boolean {
  return dueOn !== null && ['running', 'overdue', 'postponed'].includes(status);
}

/** Which time limit the date is, and each step to it. */
function Why({ clock }: { clock: OneClock | undefined }) {
  const { t } = useTranslation();
  const clockName = useClockName();
  if (!clock) return null;
  return (
    <>
      <span className="quiet since">{clockName(clock)}</span>
      <Details data-size="sm" className="why">
        <Details.Summary>{t('clock.why')}</Details.Summary>
        <Details.Content>
          <ClockDerivation clock={clock} />
        </Details.Content>
      </Details>
    </>
  );
}

/** One line for each decision whose appeal period has begun; one that is over says so. */
function AppealDeadlines({
  deadlines,
  today,
}: {
  deadlines: CaseDetail['appealDeadlines'];
  today: string | undefined;
}) {
  const { t } = useTranslation();
  const begun = deadlines.filter(({ dueOn }) => dueOn !== null);
  if (begun.length === 0) return null;
  return (
    <Fact name={t('track.appeal-period')}>
      {begun.map(({ decision, dueOn }) => (
        <div key={decision}>
          {t(`choice.decision.${decision.split(':')[0] ?? ''}`)}: {dateText(dueOn ?? '')}{' '}
          {dueOn && today && dueOn < today && <Tag>{t('clock.status.run-out')}</Tag>}
        </div>
      ))}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
