// What Kafka Connect says, word for word where clients look for it, and how our errors become its own.
import { AppError } from '@/lib/errors'

const invalid = (message: string): AppError => new AppError('bad_request', message)

export const connectorNotFound = (message: string): AppError => new AppError('not_found', message)

export function configInvalid(problems: readonly string[]): AppError {
  return invalid(
    `Connector configuration is invalid and contains the following ${problems.length} error(s):\n${problems.join('\n')}\nYou can also find the above list of errors at the endpoint \`/connector-plugins/{connectorType}/config/validate\``,
  )
}

export const otherName = (inner: string, name: string): AppError =>
  invalid(`Connector name configuration (${inner}) doesn't match connector name in the URL (${name})`)

/** Names only: a value may be a secret, and without a class nobody knows which. */
export const noClass = (config: object): AppError =>
  invalid(`Connector config {${Object.keys(config).join(', ')}} contains no connector type`)

export const notStopped = (name: string): AppError =>
  invalid(
    `Connectors must be in the STOPPED state before their offsets can be modified. This can be done for the specified connector by issuing a 'PUT' request to the '/connectors/${name}/stop' endpoint`,
  )

export const noOffsets = (): AppError =>
  invalid('Partitions / offsets need to be provided for an alter offsets request')

/** Runs a verb of ours; its findings on the configuration and its unknown connector are told as Connect tells them. */
export async function inConnectsWords<T>(run: () => Promise<T>, unknown: string): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'not_found') throw connectorNotFound(unknown)
    if (error.code === 'invalid' && error.fields.length > 0)
      throw configInvalid(error.fields.map(({ path, message }) => `${path}: ${message}`))
    throw error
  }
}
