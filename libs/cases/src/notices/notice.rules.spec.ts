import { describe, expect, it } from '@jest/globals';
import { firstDay } from '../../../../test/support/play.js';
import { people, registryIds } from '../../../../test/support/journey.js';
import { trackTables } from '../case.workflow.machine.js';
import type { CaseEvent, TrackTable, Transition } from '../case.model.js';
import { seesEvent } from '../case.visibility.js';
import { noticesOf, warnings } from './notice.rules.js';

const changes = Object.values(trackTables as Record<string, TrackTable>).flatMap((track) =>
  Object.entries(track.transitions as Record<string, Transition>).flatMap(([command, row]) =>
    row.from.flatMap((fromState) =>
      (row.to === 'unchanged' ? row.from : [row.to].flat()).map((toState): [string, CaseEvent] => [
        `${command} from ${fromState} to ${toState}`,
        {
          type: row.event,
          track: track.name,
          registryId: track.keyedBy === 'registryId' ? registryIds.npr : null,
          part: track.keyedBy === null ? null : registryIds.npr,
          fromState,
          toState,
          facts: {},
          moves: {},
        },
      ]),
    ),
  ),
);

const applicantId = firstDay.applicantId;
const sees = (event: CaseEvent) => seesEvent(event, [{ role: 'applicant', registryId: null }]);

describe('notices', () => {
  it.each(changes)(
    'tell the applicant once of every change there is to see: %s [R6.1.9]',
    (_, event) => {
      const told = noticesOf(firstDay, event, people.system).filter(
        (order) => 'personId' in order && order.personId === applicantId,
      );
      const isTold =
        (event.fromState !== event.toState || warnings.includes(event.type)) && sees(event);
      expect(told).toHaveLength(isTold ? 1 : 0);
    },
  );

  it('send no e-mail about what a person did themselves', () => {
    for (const [, event] of changes) {
      const [own] = noticesOf(firstDay, event, people.applicant);
      if (own && 'personId' in own)
        expect(own).toEqual({ personId: applicantId, isAlerted: false });
    }
  });

  it('tell every decision-maker of a proposal, or the one who was appointed and nobody else', () => {
    const proposals = changes.filter(([, { toState }]) => toState === 'proposed');
    expect(proposals.length).toBeGreaterThan(2);
    const appointed = {
      ...firstDay,
      tracks: {
        ...firstDay.tracks,
        assignment: { ...firstDay.tracks.assignment, decisionMakerId: 'somebody' },
      },
    };
    for (const [, event] of proposals) {
      const toAll = { role: 'decision-maker', registryId: event.registryId, isAlerted: true };
      const toOne = { personId: 'somebody', isAlerted: true };
      const orders = noticesOf(firstDay, event, people.caseworker);
      if (!orders.some((order) => 'role' in order)) continue;
      expect(orders).toContainEqual(toAll);
      const told = noticesOf(appointed, event, people.caseworker);
      expect(told).toContainEqual(toOne);
      expect(told.filter((order) => 'role' in order)).toEqual([]);
    }
  });

  it('bring what is long overdue before the leaders of the unit that has the case, of all while none has it', () => {
    const [, reminded] = changes.find(([, { type }]) => type === 'due-date-escalated') ?? [];
    const told = (unitId: string | undefined) => {
      const assignment = { ...firstDay.tracks.assignment, ...(unitId && { unitId }) };
      const event = { ...reminded!, part: `delivery:${registryIds.npr}-1` };
      return noticesOf(
        { ...firstDay, tracks: { ...firstDay.tracks, assignment } },
        event,
        people.system,
      );
    };
    const toLeaders = (unitId: string | null) => ({
      role: 'unit-leader',
      registryId: null,
      unitId,
      isAlerted: true,
    });
    expect(told('statistics')).toContainEqual(toLeaders('statistics'));
    expect(told(undefined)).toContainEqual(toLeaders(null));
  });

  it('leave a caseworker alone while the applicant is still drafting', () => {
    const tracks = {
      ...firstDay.tracks,
      assignment: { ...firstDay.tracks.assignment, assigneeId: 'somebody' },
    };
    for (const [, event] of changes.filter(([, { track }]) => track !== 'reminder')) {
      const orders = noticesOf({ ...firstDay, tracks }, event, people.applicant);
      expect(
        orders.filter((order) => 'personId' in order && order.personId === 'somebody'),
      ).toEqual([]);
    }
  });
});
