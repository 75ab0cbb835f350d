import { LongText } from '../../../components/fields';

export function Withdraw() {
  return <LongText path="reason" isOptional />;
}
