import { z } from 'zod';

/**
 * A calendar date as it is sent to us. The format alone also allows years that the database has not
 * (0000), that JavaScript moves by 1900 (0001 to 0099) and that leave four digits when a time limit
 * is counted from them (9999): no such day is meant by anybody who writes to us.
 */
export const calendarDay = z.iso
  .date('a calendar date, YYYY-MM-DD')
  .refine((day) => day >= '1800' && day < '2200', 'a calendar date of the years 1800 to 2199');
