import {
  firstFrom,
  manifestOf,
  preparationOf,
  registryIds,
  type Step,
  stepsTo,
  wholeApplication,
} from './journey.js';
import { give, given, type Play } from './play.js';

/** Deliveries brought so far by the commands of their people. */

export const npr = registryIds.npr;
export const first = firstFrom(npr);

export const orderNpr: Step = {
  by: 'caseworker',
  command: { type: 'order-delivery', registryId: npr },
};

export const reportNpr: Step = {
  by: 'deliveryNpr',
  command: { type: 'report-delivered', deliveryId: first, ...manifestOf(npr) },
};

export const receiveNpr: Step = {
  by: 'applicant',
  command: { type: 'confirm-receipt', deliveryId: first },
};

export const toPrepared: Step[] = [orderNpr, ...preparationOf(npr, 'deliveryNpr', '2026-12-20')];

/** The journey on an application whose data are to be extracted as often as this. */
export function repeatedly(extractionFrequency: string): Step[] {
  const application = { ...wholeApplication, extractionFrequency, extractionTimes: 'Hvert år' };
  return stepsTo('linked').map((step) =>
    step.command.type === 'edit-draft'
      ? { by: 'applicant', command: { type: 'edit-draft', application } }
      : step,
  );
}

export const then = (play: Play, step: Step, now?: Date): Play => {
  const next = give(play, step, now);
  if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
  return next;
};

export const prepared = () => given(...stepsTo('linked'), ...toPrepared);
export const deliveredNpr = () => given(...stepsTo('linked'), ...toPrepared, reportNpr);
