import { LongText } from '../../../components/fields';

export function ReturnAccessDecision() {
  return <LongText path="reason" />;
}
