import { Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail, TrackFacts } from '../../api/types';
import { tracks } from '../../api/vocabulary';
import { Section } from '../../components/Section';
import { StackingTable, type Column } from '../../components/StackingTable';
import { colourOf } from '../states';
import { Facts } from './Facts';
import { factsInWords } from './facts-in-words';
import { usePartName } from './part-names';

interface TrackRow {
  track: string;
  part: string | null;
  facts: TrackFacts;
}

/** Where each part of the case stands, with what is known about it. */
export function TrackOverview({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const partName = usePartName(accessCase);
  const columns: Column<TrackRow>[] = [
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
      heading: t('worklist.state'),
      cell: ({ track, facts }) => (
        <Tag data-size="sm" data-color={colourOf(facts.state)}>
          {t(`state.${track}.${facts.state}`)}
        </Tag>
      ),
    },
    {
      heading: t('tracks.facts'),
      cell: ({ facts }) => <Facts facts={factsInWords(facts, accessCase.texts)} />,
    },
  ];
  return (
    <Section heading={t('tracks.title')}>
      <StackingTable
        caption={t('tracks.title')}
        columns={columns}
        rows={rowsOf(accessCase.tracks)}
        keyOf={({ track, part }) => `${track} ${part ?? ''}`}
      />
    </Section>
  );
}

function rowsOf(found: Record<string, unknown>): TrackRow[] {
  return tracks.flatMap(({ name, hasParts }): TrackRow[] => {
    const track = found[name];
    if (typeof track !== 'object' || track === null) return [];
    if (!hasParts) return [{ track: name, part: null, facts: track as TrackFacts }];
    return Object.entries(track as Record<string, TrackFacts>).map(([part, facts]) => ({
      track: name,
      part,
      facts,
    }));
  });
}
