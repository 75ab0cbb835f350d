import { Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../api/types';
import { Section } from '../../components/Section';
import { colourOf } from '../states';
import { areaNames, areaOfTrack, areasToRead } from './command-areas';
import { Facts } from './Facts';
import { factsInWords } from './facts-in-words';
import { usePartName } from './part-names';
import { begunRows, type TrackRow, tracksToCome } from './track-rows';

interface TrackOverviewProps {
  accessCase: CaseDetail;
  heading: string;
  /** Which tracks are told of; all of them where it is left out. */
  isAbout?: (track: string) => boolean;
}

/** What has happened in each part of the case, side by side, with what is known about it. */
export function TrackOverview({ accessCase, heading, isAbout = () => true }: TrackOverviewProps) {
  const { t } = useTranslation();
  const partName = usePartName(accessCase);
  const found = inAreas(
    areasToRead,
    begunRows(accessCase).filter(({ track }) => isAbout(track)),
  );
  const toCome = tracksToCome(accessCase).filter(isAbout);
  if (found.length + toCome.length === 0) return null;
  return (
    <Section heading={heading}>
      {found.map(([area, rows]) => (
        <div key={area} className="track-area">
          <Heading level={3} data-size="2xs">
            {t(`command-area.${area}`)}
          </Heading>
          <ul className="track-cards">
            {rows.map(({ track, part, facts }) => (
              <li key={`${track} ${part ?? ''}`}>
                <Heading level={4} data-size="2xs">
                  {t(`track.${track}`)}
                  {part !== null && <span className="of-registry">{partName(track, part)}</span>}
                </Heading>
                <Tag data-size="sm" data-color={colourOf(facts.state)}>
                  {t(`state.${track}.${facts.state}`)}
                </Tag>
                <Facts facts={factsInWords(facts, accessCase.texts)} isFolded />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <ToCome tracks={toCome} />
    </Section>
  );
}

/** The same at a glance: the state of each part, without what is known about it. */
export function TracksAtAGlance({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const partName = usePartName(accessCase);
  return (
    <Section heading={t('tracks.title')}>
      <ul className="track-cards">
        {inAreas(areaNames, begunRows(accessCase)).map(([area, rows]) => (
          <li key={area}>
            <Heading level={3} data-size="2xs">
              {t(`command-area.${area}`)}
            </Heading>
            <dl className="track-states">
              {inStates(rows).map(({ track, state, parts }) => (
                <div key={`${track} ${state}`}>
                  <dt>
                    {t(`track.${track}`)}
                    <span className="of-registry">
                      {parts.map((part) => partName(track, part)).join(', ')}
                    </span>
                  </dt>
                  <dd>
                    <Tag data-size="sm" data-color={colourOf(state)}>
                      {t(`state.${track}.${state}`)}
                    </Tag>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      <ToCome tracks={tracksToCome(accessCase)} />
    </Section>
  );
}

function ToCome({ tracks }: { tracks: string[] }) {
  const { t } = useTranslation();
  if (tracks.length === 0) return null;
  return (
    <Paragraph className="quiet to-come">
      {t('tracks.to-come', { tracks: tracks.map((track) => t(`track.${track}`)).join(', ') })}
    </Paragraph>
  );
}

function inAreas(areas: readonly string[], rows: readonly TrackRow[]): [string, TrackRow[]][] {
  return areas
    .map((area): [string, TrackRow[]] => [
      area,
      rows.filter(({ track }) => areaOfTrack(track) === area),
    ])
    .filter(([, found]) => found.length > 0);
}

/** The parts of a track that are in the same state, as one. */
function inStates(rows: readonly TrackRow[]): { track: string; state: string; parts: string[] }[] {
  const found = new Map<string, { track: string; state: string; parts: string[] }>();
  for (const { track, part, facts } of rows) {
    const key = `${track} ${facts.state}`;
    const { parts } = found.get(key) ?? { parts: [] };
    found.set(key, {
      track,
      state: facts.state,
      parts: part === null ? parts : [...parts, part],
    });
  }
  return [...found.values()];
}
