import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { AllowedCommand, CaseDetail } from '../../api/types';

const from = '/cases/$id/{-$part}';

export interface OpenCommand {
  /** What is allowed, by name: once for each part that it may be given for. */
  groups: ReadonlyMap<string, AllowedCommand[]>;
  /** The command in the address; empty where there is none. */
  name: string;
  /** Undefined where it is not allowed. */
  choices: AllowedCommand[] | undefined;
  /** The command that has just gone through. */
  done: string | null;
  open: (name: string) => void;
  close: () => void;
  finish: (name: string) => void;
}

/**
 * The command whose form is open. It stands in the address, so that signing in again or a reload
 * comes back to it.
 */
export function useOpenCommand({ allowedCommands }: CaseDetail): OpenCommand {
  const { command: name = '' } = useSearch({ from });
  const navigate = useNavigate({ from });
  const [done, setDone] = useState<string | null>(null);
  const groups = byName(allowedCommands);
  const close = () => void navigate({ search: {} });
  return {
    groups,
    name,
    choices: groups.get(name),
    done,
    close,
    open: (command) => {
      setDone(null);
      void navigate({ search: { command } });
    },
    finish: (finished) => {
      setDone(finished);
      close();
    },
  };
}

function byName(commands: readonly AllowedCommand[]): Map<string, AllowedCommand[]> {
  const groups = new Map<string, AllowedCommand[]>();
  for (const command of commands) {
    // The form of the application saves by it.
    if (command.name === 'save-answers') continue;
    groups.set(command.name, [...(groups.get(command.name) ?? []), command]);
  }
  return groups;
}
