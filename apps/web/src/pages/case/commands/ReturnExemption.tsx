import { LongText } from '../../../components/fields';

export function ReturnExemption() {
  return <LongText path="reason" />;
}
