// A failure that is known, with why it happens and what helps: data. Each is provoked for real by a test.
import type { ConnectorType } from '../catalog/spec'

export type KnownFailure = {
  /** Never changes: `kafka-key-refused`. */
  code: string
  title: string
  cause: string
  remedy: string
  /** Properties of the configuration that have to do with it. */
  fields: readonly string[]
  /** One of them is found in the trace. */
  patterns: readonly RegExp[]
  type?: ConnectorType
  /** Of one connector only. */
  className?: string
}

export const postgres = { type: 'sink', className: 'PostgresSink' } as const

/** As our runtimes write PostgreSQL's codes of errors. */
export const sqlState = (...codes: string[]): RegExp[] =>
  codes.map((code) => new RegExp(`SQLSTATE ${code}\\b`))
