import type { AllowedCommand } from '../../api/types';

/** What the tracks of a case are about, in the order of its course; what is of no one part comes last. */
const areas: Readonly<Record<string, readonly string[]>> = {
  application: ['application', 'screening', 'information', 'dismissal', 'flag'],
  advice: ['ethics', 'consultation'],
  decision: [
    'assessment',
    'exemption',
    'controller-decision',
    'access',
    'condition',
    'permit',
    'revocation',
    'appeal',
    'appeal-period',
    'reversal',
  ],
  delivery: ['linkage', 'key-file', 'delivery', 'delivery-plan'],
  fee: ['fee', 'registry-fee'],
  ending: ['closure', 'final-report', 'consent-withdrawal'],
};

export const areaNames = [...Object.keys(areas), 'office'];

/** The same as one reads what has happened: what was decided, before what it was decided on. */
export const areasToRead = ['decision', 'advice', ...areaNames].filter(
  (name, place, all) => all.indexOf(name) === place,
);

export interface CommandArea {
  name: string;
  commands: [string, AllowedCommand[]][];
}

/** Commands by what they are about; an area without any is left out. */
export function inAreas(groups: ReadonlyMap<string, AllowedCommand[]>): CommandArea[] {
  return areaNames
    .map((name) => ({
      name,
      commands: [...groups].filter(([, [first]]) => areaOfTrack(first?.track ?? '') === name),
    }))
    .filter(({ commands }) => commands.length > 0);
}

/** What a track is about. */
export function areaOfTrack(track: string): string {
  return areaNames.find((name) => areas[name]?.includes(track)) ?? 'office';
}
