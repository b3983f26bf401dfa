// Structured log to standard output; secrets are dropped by key name before anything is written.
import pino from 'pino'
import { env } from '@/lib/env'

const secretKeys = ['password', 'secret', 'token', 'authorization', 'cookie', 'saslJaasConfig']
const paths = secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

export const log = pino({
  level: env.logLevel,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths, censor: '[redacted]' },
})

export type Log = pino.Logger
