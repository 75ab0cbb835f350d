import { LongText } from '../../../components/fields';

export function CancelConsultation() {
  return <LongText path="reason" />;
}
