import { DateField } from '../../../components/fields';

export function PromiseDelivery() {
  return <DateField path="promisedOn" />;
}
