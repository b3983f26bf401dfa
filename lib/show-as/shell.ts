import { fillVariables, type ApiRequest } from '@/lib/show-as/request'

/** A word as a POSIX shell reads it back. */
export const shellWord = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : shellQuote(text))

// A variable leaves the quotes for its length: the shell fills it in.
export const shellQuote = (text: string): string =>
  fillVariables(`'${text.replaceAll("'", String.raw`'\''`)}'`, (name) => `'"$${name}"'`)

export type Flag = readonly [name: string, value?: string]

/** A command with its flags, one to a line when they are many. */
export function commandLine(words: readonly string[], flags: readonly (Flag | null)[] = []): string {
  const given = flags.flatMap((flag) => (flag ? [flag] : []))
  const parts = given.map(([name, value]) => (value === undefined ? name : `${name} ${shellWord(value)}`))
  const head = words.map(shellWord).join(' ')
  const line = [head, ...parts].join(' ')
  return line.length <= 88 ? line : [head, ...parts].join(' \\\n  ')
}

export const flag = (name: string, value: string | undefined): Flag | null =>
  value === undefined ? null : [name, value]

/** On which cluster a Kafka command works. */
export const onCluster = ({ environmentId }: ApiRequest, clusterId: string): (Flag | null)[] => [
  ['--cluster', clusterId],
  flag('--environment', environmentId),
]
