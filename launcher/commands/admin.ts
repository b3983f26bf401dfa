// `npm run --silent admin -- …`: for people without a browser and for automation. JSON on standard output, errors on standard error.
import { parseArgs } from 'node:util'
import { disconnectDb } from '@/lib/db'
import { AppError, errorMessage } from '@/lib/errors'
import { createApiKeyFor, deleteApiKeyById } from '@/launcher/commands/api-keys'
import { listEndpoints } from '@/launcher/commands/endpoints'
import { createUser, setUserPassword } from '@/launcher/commands/users'

const usage = `Use one of:
  create-user --email E [--name N] --role OrganizationAdmin     (password from standard input)
  set-password --email E                                        (password from standard input)
  create-api-key --owner E|u-…|sa-… --resource <lkc-…|lsrc-…|cloud|global> [--description D]
  delete-api-key ID
  endpoints`

async function run(): Promise<unknown> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      owner: { type: 'string' },
      resource: { type: 'string' },
      description: { type: 'string' },
    },
  })
  const need = (name: keyof typeof values): string => {
    const value = values[name]
    if (!value) throw new AppError('bad_request', `--${name} is missing.\n${usage}`)
    return value
  }
  switch (positionals[0]) {
    case 'create-user':
      return createUser({ email: need('email'), name: values.name, role: need('role') })
    case 'set-password':
      return setUserPassword(need('email'))
    case 'create-api-key':
      return createApiKeyFor(need('owner'), need('resource'), values.description ?? '')
    case 'delete-api-key':
      if (!positionals[1]) throw new AppError('bad_request', `The id of the key is missing.\n${usage}`)
      return deleteApiKeyById(positionals[1])
    case 'endpoints':
      return listEndpoints()
    default:
      throw new AppError('bad_request', usage)
  }
}

try {
  process.stdout.write(`${JSON.stringify(await run())}\n`)
} catch (error) {
  const fields =
    error instanceof AppError ? error.fields.map((f) => `\n  ${f.path}: ${f.message}`).join('') : ''
  process.stderr.write(`${errorMessage(error)}${fields}\n`)
  process.exitCode = 1
} finally {
  await disconnectDb()
}
