import { Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManyTimeline, Reckoning } from '../../api/timelines';
import { Link } from '../../components/Link';
import { NumberTable } from '../../components/NumberTable';
import { Section } from '../../components/Section';
import { StackedBars } from '../../components/StackedBars';
import { monthText } from '../../dates';
import { usePartyName } from '../parties';

/** More parties than this are drawn as one. */
const MOST_DRAWN = 5;

interface TimelineFiguresProps {
  timeline: ManyTimeline;
  /** Whether the reader may open the timelines of others. */
  mayFollow: boolean;
}

/** The whole in figures, the periods drawn, and the tables that each sum to the gross. */
export function TimelineFigures({ timeline, mayFollow }: TimelineFiguresProps) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const { total, periods, open, cases, units, names } = timeline;
  const nameOf = (party: string) => names[party] ?? partyName(party);
  const stageName = (stage: string) => t(`state.application.${stage}`, { defaultValue: stage });
  const number = useNumber();
  const figures = [
    ...(['gross', 'net', 'stopped'] as const).map((key) => [
      t(`timelines.${key}`),
      t('timelines.working-and-days', {
        workingDays: number(total[key].workingDays),
        days: number(total[key].days),
      }),
    ]),
    ...(cases
      ? [
          [t('statistics.summary.received'), number(cases.received)],
          [t('statistics.summary.open'), number(cases.open)],
        ]
      : []),
  ];
  return (
    <>
      <dl className="figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Section heading={t('timelines.periods')}>
        <PeriodPicture timeline={timeline} nameOf={nameOf} />
        <NumberTable
          caption={t('timelines.periods')}
          columns={reckonedColumns.map((key) => t(`timelines.column.${key}`))}
          rows={periods.map((period) => ({
            key: period.period,
            name: periodText(period.period),
            cells: reckoned(period).map(number),
          }))}
          sum={{ name: t('ledger.sum'), cells: reckoned(total).map(number) }}
        />
      </Section>
      <Section heading={t('timelines.parties')}>
        <NumberTable
          caption={t('timelines.parties')}
          columns={['waits', 'days', 'working-days'].map((key) => t(`timelines.column.${key}`))}
          rows={total.perParty.map(({ party, waits, days, workingDays }) => ({
            key: party,
            name: <Party party={party} name={nameOf(party)} mayFollow={mayFollow} />,
            cells: [waits, days, workingDays].map(number),
          }))}
          sum={{
            name: t('timelines.gross'),
            cells: [
              ...[sumOf(total.perParty, 'waits')],
              ...[total.gross.days, total.gross.workingDays],
            ].map(number),
          }}
        />
        <Paragraph data-size="sm">{t('timelines.reconciles')}</Paragraph>
      </Section>
      <Section heading={t('timelines.stages')}>
        <NumberTable
          caption={t('timelines.stages')}
          columns={[
            t('timelines.column.waits'),
            ...reckonedColumns.map((key) => t(`timelines.column.${key}`)),
          ]}
          rows={total.perStage.map((stage) => ({
            key: stage.stage,
            name: stageName(stage.stage),
            cells: [stage.waits, ...reckoned(stage)].map(number),
          }))}
          sum={{
            name: t('ledger.sum'),
            cells: [sumOf(total.perStage, 'waits'), ...reckoned(total)].map(number),
          }}
        />
      </Section>
      <Section heading={t('timelines.open')}>
        {open.length === 0 ? (
          <Paragraph role="status">{t('timelines.none-open')}</Paragraph>
        ) : (
          <NumberTable
            caption={t('timelines.open')}
            columns={['waits', 'median', 'oldest'].map((key) => t(`timelines.column.${key}`))}
            rows={open.map(({ stage, party, waits, medianDays, oldestDays }) => ({
              key: `${stage} ${party}`,
              name: `${stageName(stage)}: ${nameOf(party)}`,
              cells: [waits, medianDays, oldestDays].map(number),
            }))}
          />
        )}
      </Section>
      {units.length > 0 && (
        <Section heading={t('timelines.units')}>
          <NumberTable
            caption={t('timelines.units')}
            columns={[
              ...reckonedColumns.map((key) => t(`timelines.column.${key}`)),
              t('statistics.summary.open'),
            ]}
            rows={units.map((unit) => ({
              key: unit.unitId ?? '',
              name: <Unit id={unit.unitId} names={names} />,
              cells: [...reckoned(unit), unit.open].map(number),
            }))}
            sum={{
              name: t('ledger.sum'),
              cells: [...reckoned(total), sumOf(units, 'open')].map(number),
            }}
          />
        </Section>
      )}
    </>
  );
}

const reckonedColumns = ['gross', 'net', 'stopped'] as const;

/** In working days: what time limits are counted in. */
function reckoned(span: Reckoning): number[] {
  return reckonedColumns.map((key) => span[key].workingDays);
}

function sumOf<Key extends string>(rows: readonly Record<Key, number>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}

function useNumber(): (value: number) => string {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en-GB' : 'nb-NO';
  return (value) => value.toLocaleString(locale);
}

/** `2026-03` as `03.2026`; a quarter and a year as they are. */
function periodText(period: string): string {
  return /^\d{4}-\d\d$/.test(period) ? monthText(period) : period;
}

interface PeriodPictureProps {
  timeline: ManyTimeline;
  nameOf: (party: string) => string;
}

function PeriodPicture({ timeline: { periods, total }, nameOf }: PeriodPictureProps) {
  const { t } = useTranslation();
  const number = useNumber();
  const largest = [...total.perParty].sort((a, b) => b.days - a.days);
  const drawn = largest.slice(0, MOST_DRAWN).map(({ party }) => party);
  const hasOthers = largest.length > MOST_DRAWN;
  if (drawn.length === 0) return <Paragraph role="status">{t('timelines.none')}</Paragraph>;
  return (
    <StackedBars
      label={t('timelines.picture')}
      series={[
        ...drawn.map((party) => ({ key: party, name: nameOf(party) })),
        ...(hasOthers ? [{ key: 'others', name: t('timelines.others') }] : []),
      ]}
      rows={periods.map(({ period, perParty, gross }) => {
        const days = drawn.map((party) => perParty.find((each) => each.party === party)?.days ?? 0);
        const others = gross.days - days.reduce((sum, each) => sum + each, 0);
        return {
          key: period,
          name: periodText(period),
          values: hasOthers ? [...days, others] : days,
          total: t('timelines.days', { days: number(gross.days) }),
        };
      })}
    />
  );
}

function Party({ party, name, mayFollow }: { party: string; name: string; mayFollow: boolean }) {
  const registryId = party.startsWith('registry:') ? party.slice('registry:'.length) : null;
  if (!mayFollow || registryId === null) return <>{name}</>;
  return (
    <Followed to="/timelines/registries/$id" id={registryId}>
      {name}
    </Followed>
  );
}

function Unit({ id, names }: { id: string | null; names: Record<string, string> }) {
  const { t } = useTranslation();
  if (id === null) return <>{t('timelines.no-unit')}</>;
  return (
    <Followed to="/timelines/units/$id" id={id}>
      {names[id] ?? id}
    </Followed>
  );
}

/** What is filtered by goes with it. */
function Followed({
  to,
  id,
  children,
}: {
  to: '/timelines/registries/$id' | '/timelines/units/$id';
  id: string;
  children: ReactNode;
}) {
  return (
    <DsLink asChild data-color="accent">
      <Link to={to} params={{ id }} search={true}>
        {children}
      </Link>
    </DsLink>
  );
}
