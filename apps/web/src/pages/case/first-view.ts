import { useInsight } from '../../api/insights';
import {
  useAttachments,
  useClocks,
  useCompleteness,
  useFormDefinition,
  useRegistries,
  useTimeline,
  useVersions,
} from '../../api/queries';
import type { CaseDetail, Me } from '../../api/types';
import { isOfHouse } from '../insights/house';
import type { CasePart } from './case-parts';
import { useFormCode } from './form-code';
import type { OpenCommand } from './use-open-command';

/**
 * What stands in a case when it is opened, asked for at once; it is drawn when all of it has come, or
 * is known not to, so that nothing that is being read is moved by what comes after it.
 */
export function useFirstView(
  me: Me,
  accessCase: CaseDetail,
  part: CasePart,
  { name, choices }: OpenCommand,
) {
  const { id, formVersion } = accessCase;
  const isDraft = choices !== undefined && name === 'edit-draft';
  const hasAnswers = part === 'application' && accessCase.application !== undefined;
  const clocks = useClocks(id);
  // Insight gives no command: only where there is none need it be asked for.
  const mayBeInsight = isOfHouse(me) && accessCase.allowedCommands.length === 0;
  const insight = useInsight(id, mayBeInsight);
  const waited = [
    clocks,
    insight,
    useFormCode(name, choices !== undefined),
    useRegistries(),
    useTimeline(id, part === 'overview' || part === 'log'),
    useFormDefinition(formVersion, isDraft || hasAnswers),
    useCompleteness(accessCase, isDraft),
    useVersions(accessCase, hasAnswers),
    useAttachments(accessCase, hasAnswers),
  ];
  return {
    clocks,
    insight,
    isInsight: mayBeInsight && insight.data?.sight !== 'need-to-know',
    waited,
  };
}
