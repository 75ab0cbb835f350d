import { Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail, TrackFacts, VersionChange } from '../../api/types';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText } from '../../dates';
import { Facts } from '../case/Facts';
import { factsInWords } from '../case/facts-in-words';
import { usePartName } from '../case/part-names';
import { useChangesInWords } from '../case/use-changes-in-words';
import { usePartyName } from '../parties';
import { colourOf } from '../states';
import type { CasePicture } from '../../api/audits';
import { type Differences, differencesOf, type TrackDifference } from './differences';

/** What the same role sees otherwise now than it did then. */
export function DifferencesView({ then, now }: { then: CasePicture; now: CasePicture }) {
  const { t } = useTranslation();
  const differences = differencesOf(then.detail, now.detail, then.isApplicationKept);
  const { facts, tracks, application, letters } = differences;
  const isSame =
    facts.length === 0 && tracks.length === 0 && application?.length === 0 && letters === 0;
  return (
    <Section heading={t('audit.differs')}>
      {isSame && <Paragraph role="status">{t('audit.same')}</Paragraph>}
      {facts.length > 0 && <FactTable facts={facts} />}
      {tracks.length > 0 && <TrackTable tracks={tracks} then={then.detail} now={now.detail} />}
      {application === null && <Paragraph>{t('audit.words-not-kept')}</Paragraph>}
      {application !== null && application.length > 0 && (
        <AnswerTable answers={application} accessCase={now.detail} />
      )}
      {letters > 0 && <Paragraph>{t('audit.letters-since', { number: letters })}</Paragraph>}
    </Section>
  );
}

function FactTable({ facts }: { facts: Differences['facts'] }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  type Row = Differences['facts'][number];
  const text = (name: Row['name'], value: string | null) => {
    if (value === null) return t('audit.nothing');
    if (name === 'waitingFor') return partyName(value);
    return name === 'dueOn' ? dateText(value) : value;
  };
  const columns: Column<Row>[] = [
    {
      heading: t('audit.what-differs'),
      isRowHeading: true,
      cell: ({ name }) => t(`audit.fact.${name}`),
    },
    { heading: t('audit.then'), cell: ({ name, then }) => text(name, then) },
    { heading: t('audit.now'), cell: ({ name, now }) => text(name, now) },
  ];
  return (
    <StackingTable
      caption={t('audit.differs-facts')}
      columns={columns}
      rows={facts}
      keyOf={({ name }) => name}
    />
  );
}

interface TrackTableProps {
  tracks: readonly TrackDifference[];
  then: CaseDetail;
  now: CaseDetail;
}

function TrackTable({ tracks, then, now }: TrackTableProps) {
  const { t } = useTranslation();
  const partName = usePartName(now);
  const columns: Column<TrackDifference>[] = [
    {
      heading: t('tracks.track'),
      isRowHeading: true,
      cell: ({ track, part }) => (
        <>
          {t(`track.${track}`)}
          {part !== null && <span className="of-registry">{partName(track, part)}</span>}
        </>
      ),
    },
    {
      heading: t('audit.then'),
      cell: (row) => <Standing track={row.track} facts={row.then} texts={then.texts} />,
    },
    {
      heading: t('audit.now'),
      cell: (row) => <Standing track={row.track} facts={row.now} texts={now.texts} />,
    },
  ];
  return (
    <StackingTable
      caption={t('audit.differs-parts')}
      columns={columns}
      rows={tracks}
      keyOf={({ track, part }) => `${track} ${part ?? ''}`}
    />
  );
}

interface StandingProps {
  track: string;
  facts: TrackFacts | null;
  texts: Record<string, string>;
}

function Standing({ track, facts, texts }: StandingProps) {
  const { t } = useTranslation();
  if (facts === null) return <>{t('audit.nothing')}</>;
  const hasMore = Object.keys(facts).length > 1;
  return (
    <>
      <Tag data-size="sm" data-color={colourOf(facts.state)}>
        {t(`state.${track}.${facts.state}`)}
      </Tag>
      {hasMore && <Facts facts={factsInWords(facts, texts)} />}
    </>
  );
}

interface AnswerTableProps {
  answers: readonly VersionChange[];
  accessCase: CaseDetail;
}

function AnswerTable({ answers, accessCase }: AnswerTableProps) {
  const { t } = useTranslation();
  const { inOrder, labelOf, valueOf } = useChangesInWords(accessCase);
  const columns: Column<VersionChange>[] = [
    { heading: t('versions.field'), isRowHeading: true, cell: ({ field }) => labelOf(field) },
    {
      heading: t('audit.then'),
      cell: ({ field, before }) => <span className="written">{valueOf(field, before)}</span>,
    },
    {
      heading: t('audit.now'),
      cell: ({ field, after }) => <span className="written">{valueOf(field, after)}</span>,
    },
  ];
  return (
    <StackingTable
      caption={t('audit.differs-answers')}
      columns={columns}
      rows={inOrder(answers)}
      keyOf={({ field }) => field}
    />
  );
}
