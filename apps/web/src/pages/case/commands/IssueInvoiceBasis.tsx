import { Count } from '../../../components/fields';

export function IssueInvoiceBasis() {
  return <Count path="amountNok" isOptional />;
}
