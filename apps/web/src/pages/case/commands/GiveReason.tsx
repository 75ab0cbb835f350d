import { LongText } from '../../../components/fields';

/** For commands that ask for a reason and nothing else. */
export function GiveReason() {
  return <LongText path="reason" />;
}
