import { LongText } from '../../../components/fields';

export function FindRekNotRequired() {
  return <LongText path="reason" />;
}
