import { clashProblem, schemaProblem, type SchemaProblem } from '@/components/subjects/schema-problem'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

/** What a registry says of a schema that is not registered yet. */
export type CompatibilityReport = {
  verdict: 'compatible' | 'incompatible' | 'invalid'
  problems: SchemaProblem[]
  /** The earlier version that it clashes with. */
  oldVersion: number | null
  level: string | null
}

/** Reads the verbose messages of a compatibility check, or the details of a refused registration. */
export function readReport(
  type: SchemaTypeName,
  text: string,
  answer: { is_compatible: boolean; messages?: readonly string[] | null | undefined },
): CompatibilityReport {
  const messages = answer.messages ?? []
  const oldVersion = find(messages, /^\{oldSchemaVersion: (\d+)\}/)
  const level = find(messages, /^\{.*\bcompatibility: '(\w+)'/)
  const reasons = messages.filter((message) => !/^\{(oldSchema|[^}]*\bcompatibility: ')/.test(message))
  const clashes = reasons.filter((message) => /^\{errorType:|^Incompatible because/.test(message))
  if (answer.is_compatible) return { verdict: 'compatible', problems: [], oldVersion: null, level }
  const isInvalid = clashes.length === 0 && reasons.length > 0 && oldVersion === null
  return {
    verdict: isInvalid ? 'invalid' : 'incompatible',
    problems: reasons.map((message) =>
      isInvalid ? schemaProblem(type, text, message) : clashProblem(type, text, message),
    ),
    oldVersion: oldVersion === null ? null : Number(oldVersion),
    level,
  }
}

/** The list inside of a 409's message: "…, details: [{…}, {…}]". */
export function detailsOf(message: string): string[] {
  const list = /details: \[(.*)\]\s*$/s.exec(message)?.[1]
  return list === undefined ? [] : list.split(/, (?=\{(?:errorType|oldSchema|oldSchemaVersion|\w+: '))/)
}

const find = (messages: readonly string[], pattern: RegExp): string | null =>
  messages.map((message) => pattern.exec(message)?.[1]).find((found) => found !== undefined) ?? null
