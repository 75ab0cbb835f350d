import { YesNo } from '../../../components/fields';
import type { Values } from '../../../components/typed-text';

export function TakeCase() {
  return <YesNo path="isImpartial" />;
}

/** Only a yes is a declaration. */
export function takeCaseBody({ isImpartial }: Values): Values {
  return isImpartial === true ? { isImpartial } : {};
}
