// Who may import whom (README, map of the rooms). Pure: takes two paths from the repository root, answers a sentence or null.
import path from 'node:path'

const kafkaClients = /^(kafkajs|@platformatic\/kafka)($|\/)/
const prismaRuntime = /^(@prisma\/(client|adapter-pg)($|\/)|lib\/generated\/)/
const componentDoors =
  /^lib\/(queries\/|connectors\/catalog($|\/)|format\/|paths$|permissions$|[^/]+\/([a-z-]+\/)?([a-z]+-)?schema$)/

const startsWith = (file, ...folders) => folders.some((folder) => file.startsWith(`${folder}/`))

/** Repository path of an import, or the specifier itself when it names a package. */
export function resolveImport(file, specifier) {
  if (specifier.startsWith('@/')) return specifier.slice(2)
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  return specifier
}

function breaksRooms(file, target) {
  if (startsWith(file, 'lib') && startsWith(target, 'app', 'components', 'worker'))
    return 'lib never imports app, components or worker.'
  if (!startsWith(file, 'app') && startsWith(target, 'app') && !startsWith(file, 'tests'))
    return 'Nothing imports app.'
  if (!startsWith(file, 'worker', 'tests', 'launcher') && startsWith(target, 'worker'))
    return 'Nothing imports worker.'
  if (startsWith(file, 'worker') && startsWith(target, 'components', 'app'))
    return 'worker never imports app or components.'
  if (startsWith(file, 'components') && startsWith(target, 'lib') && !componentDoors.test(target))
    return 'Components import of lib only queries, <noun>/schema, connectors/catalog, format, paths and permissions.'
  return null
}

function breaksOwners(file, target, isTypeOnly) {
  // tests speak to the broker through a client of their own, as an outsider does.
  if (kafkaClients.test(target) && !startsWith(file, 'lib/kafka', 'tests'))
    return 'The Kafka client is imported in lib/kafka only.'
  if (prismaRuntime.test(target) && !isTypeOnly && !startsWith(file, 'lib', 'prisma', 'tests'))
    return 'The Prisma runtime is imported in lib, prisma and tests only.'
  const inner = /^(lib\/[^/]+)\/(?:.*\/)?_[^/]+$/.exec(target)
  if (inner && !startsWith(file, inner[1]))
    return "A noun calls another noun's verbs, never its _internal files."
  return null
}

/** Why `file` must not import `specifier`, or null. A type-only import brings no runtime along. */
export function findImportViolation(file, specifier, isTypeOnly = false) {
  const target = resolveImport(file, specifier)
  return breaksRooms(file, target) ?? breaksOwners(file, target, isTypeOnly)
}

/** The law as an ESLint rule, so that editors show it too. */
export const importLawRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/')
    const inspect = (node) => {
      if (typeof node.source?.value !== 'string') return
      const message = findImportViolation(
        file,
        node.source.value,
        (node.importKind ?? node.exportKind) === 'type',
      )
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: inspect,
      ImportExpression: inspect,
      ExportNamedDeclaration: inspect,
      ExportAllDeclaration: inspect,
    }
  },
}
