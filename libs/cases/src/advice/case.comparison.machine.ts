import type { CommandOf } from '../case.commands.js';
import type { AccessCase, Context, Decide } from '../case.model.js';
import { comparedPoints, type PointCompared } from './ethics.rules.js';
import { refuse, textOf } from '../refusal.rules.js';

/**
 * Application, protocol and the approval from REK must agree; the caseworker compares them point by
 * point. A difference is never passed over: it becomes an information request or gets a reason.
 */
export const compareWithRek: Decide<'compare-with-rek'> = (accessCase, command, context) => {
  const unread = unreadApprovals(accessCase, command);
  if (unread.length > 0) {
    return refuse(
      'approval-not-compared',
      ...unread.map((point) => ({
        field: `${point}.approval`,
        rule: 'what the approval covers is read from it, point by point',
        todo: 'write what the approval says',
      })),
    );
  }
  const points = comparedPoints.map((point) => comparedFrom(command[point], point, context));
  return {
    facts: {
      comparison: Object.fromEntries(
        comparedPoints.map((point, index) => [point, points[index]?.fact]),
      ),
      comparedOn: context.today,
      comparedByName: context.actor.name,
    },
    texts: points.flatMap(({ texts }) => texts),
  };
};

export const settleMismatch: Decide<'settle-mismatch'> = ({ tracks }, command, context) => {
  const { point, reason, requestId } = command;
  const { comparison } = tracks.ethics;
  if (!comparison || comparison[point].matches) {
    return refuse('nothing-differs', {
      field: 'point',
      rule: 'a point that was found to differ is settled',
      todo: 'choose a point where application, protocol and approval differ',
    });
  }
  if ((reason === undefined) === (requestId === undefined)) {
    return refuse('mismatch-unanswered', {
      field: 'reason',
      rule: 'a difference is either answered with a reason or asked the applicant about',
      todo: 'write a reason, or name the information request',
    });
  }
  const asked = tracks as { information?: Record<string, unknown> };
  if (requestId !== undefined && asked.information?.[requestId] === undefined) {
    return refuse('request-unknown', {
      field: 'requestId',
      rule: 'the request stands in this case',
      todo: 'send the information request first',
    });
  }
  const text = reason === undefined ? null : textOf(context, `why ${point} may differ`, reason);
  const settled = text ? { settledReasonId: text.id } : { requestId };
  return {
    facts: { comparison: { ...comparison, [point]: { ...comparison[point], ...settled } } },
    texts: text ? [text] : [],
  };
};

/** Where there is an approval, each point of it is read. */
function unreadApprovals({ tracks }: AccessCase, command: CommandOf<'compare-with-rek'>) {
  if (tracks.ethics.state === 'notice-sent') return [];
  return comparedPoints.filter((point) => command[point].approval === undefined);
}

function comparedFrom(
  {
    approval,
    protocol,
    matches,
  }: { approval?: string | undefined; protocol: string; matches: boolean },
  point: string,
  context: Context,
) {
  const ofProtocol = textOf(context, `protocol: ${point}`, protocol);
  const ofApproval =
    approval === undefined ? null : textOf(context, `approval: ${point}`, approval);
  const fact: PointCompared = {
    ...(ofApproval && { approvalId: ofApproval.id }),
    protocolId: ofProtocol.id,
    matches,
  };
  return { fact, texts: [...(ofApproval ? [ofApproval] : []), ofProtocol] };
}
