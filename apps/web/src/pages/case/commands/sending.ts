import { get } from 'react-hook-form';
import type { CaseDetail } from '../../../api/types';
import type { Values } from '../../../components/typed-text';

/** What a fault lies in. */
export interface Sending {
  accessCase: CaseDetail;
  /** What stands in the form. */
  values: Values;
  /** The body at fault; undefined where the server found it in something else that it holds. */
  body?: Values;
}

/** A row of the body in the form, where rows that were left open were not sent. */
export function placeOfRow(
  field: string,
  { values, body }: Sending,
  list: string,
  key: string,
): string {
  const [first, index, ...rest] = field.split('.');
  if (first !== list || index === undefined) return field;
  const sent = get(body, `${list}.${index}.${key}`) as unknown;
  const rows = (values[list] ?? []) as Values[];
  const place = rows.findIndex((row) => row[key] === sent);
  return place === -1 ? field : [list, place, ...rest].join('.');
}

/** One of several lines is a part of the field that holds them all. */
export function ofLines(field: string, values: Values): string {
  const [list] = /^(.+)\.\d+$/.exec(field)?.slice(1) ?? [];
  const lines = list === undefined ? undefined : (get(values, list) as unknown);
  const isLines = Array.isArray(lines) && lines.every((each) => typeof each === 'string');
  return isLines && list !== undefined ? list : field;
}
