import type { TFunction } from 'i18next';

/**
 * The words around the fields of a command. A field's text is found under the command's name where
 * the command has one of its own, else under the field's: `field.give-advice-reason`, `field.reason`.
 */
export function formWords(t: TFunction, command: string) {
  return {
    labelOf: (path: string) => t([`field.${command}-${key(path)}`, `field.${key(path)}`], ''),
    helpOf: (path: string) => {
      const help = t([`help.${command}-${key(path)}`, `help.${key(path)}`], '');
      return help === '' ? undefined : help;
    },
    optionOf: (path: string, value: string) => t(`choice.${key(path)}.${value}`),
  };
}

/** `departureReasons.<registry>` as `departureReasons`, and `sources.0.reason` as `sources-reason`: every row of a list has the same words. */
function key(path: string): string {
  return path
    .replace(/^(departureReasons)\..*/, '$1')
    .split('.')
    .filter((name) => !/^\d+$/.test(name))
    .join('-');
}
