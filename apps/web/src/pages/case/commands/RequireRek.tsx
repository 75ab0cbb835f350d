import { LongText } from '../../../components/fields';

export function RequireRek() {
  return <LongText path="reason" />;
}
