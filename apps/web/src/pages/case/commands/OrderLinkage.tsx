import { Line } from '../../../components/fields';

export function OrderLinkage() {
  return <Line path="linker" />;
}
