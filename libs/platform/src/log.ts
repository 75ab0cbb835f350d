import type { LoggerService } from '@nestjs/common';
import { type Logger, pino } from 'pino';

export type Log = Logger;

/** A JSON logger. Lines carry ids and codes, never bodies, names or numbers. */
export function createLog(app: string, level: string): Log {
  return pino({ base: { app }, level });
}

/** Lets Nest's own start-up messages go the same way as ours. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Log) {}

  log(message: unknown): void {
    this.pino.debug(String(message));
  }
  warn(message: unknown): void {
    this.pino.warn(String(message));
  }
  error(message: unknown): void {
    this.pino.error(String(message));
  }
  fatal(message: unknown): void {
    this.pino.fatal(String(message));
  }
}
