// What a broker's ACLs say of one principal, by Kafka's own rules (its AclAuthorizer): a DENY wins, an ALLOW may imply less, a
// prefix or `*` covers many names. The API decides with it as the broker does.
import type { AclVerdict } from '@/lib/context'
import type { AclBinding, AclOperation } from '@/lib/kafka'

type ResourceType = AclBinding['resourceType']
export type AclQuestion = { operation: AclOperation; resourceType: ResourceType; resourceName: string }
export type AclDecision = (question: AclQuestion) => AclVerdict

/** An ALLOW of these gives DESCRIBE or DESCRIBE_CONFIGS as well; a DENY of these takes nothing else away. */
const impliedBy: Partial<Record<AclOperation, readonly AclOperation[]>> = {
  DESCRIBE: ['READ', 'WRITE', 'DELETE', 'ALTER'],
  DESCRIBE_CONFIGS: ['ALTER_CONFIGS'],
}

type Names = { isEvery: boolean; literal: Set<string>; prefixes: string[] }

/** Compiles the ACLs that concern these principals (`User:sa-…`) from this address once, so that long lists are decided quickly. */
export function decideByAcls(
  acls: readonly AclBinding[],
  principals: readonly string[],
  address: string,
): AclDecision {
  const mine = acls.filter(
    ({ principal, host }) =>
      principals.length > 0 &&
      (principals.includes(principal) || principal === 'User:*') &&
      (host === '*' || host === address),
  )
  if (mine.length === 0) return () => 'NONE'
  const byQuestion = new Map<string, { allow: Names; deny: Names }>()
  const namesFor = ({ operation, resourceType }: AclQuestion) => {
    const key = `${resourceType} ${operation}`
    const known = byQuestion.get(key)
    if (known) return known
    const ofType = mine.filter((acl) => acl.resourceType === resourceType)
    const allowing: AclOperation[] = ['ALL', operation, ...(impliedBy[operation] ?? [])]
    const names = {
      allow: collect(ofType.filter((acl) => acl.permission === 'ALLOW' && allowing.includes(acl.operation))),
      deny: collect(
        ofType.filter(
          (acl) => acl.permission === 'DENY' && (acl.operation === 'ALL' || acl.operation === operation),
        ),
      ),
    }
    byQuestion.set(key, names)
    return names
  }
  return (question) => {
    const { allow, deny } = namesFor(question)
    if (covers(deny, question.resourceName)) return 'DENY'
    return covers(allow, question.resourceName) ? 'ALLOW' : 'NONE'
  }
}

function collect(acls: readonly AclBinding[]): Names {
  const literal = acls.filter(({ patternType }) => patternType === 'LITERAL')
  return {
    isEvery: literal.some(({ resourceName }) => resourceName === '*'),
    literal: new Set(literal.map(({ resourceName }) => resourceName)),
    prefixes: acls
      .filter(({ patternType }) => patternType === 'PREFIXED')
      .map(({ resourceName }) => resourceName),
  }
}

const covers = ({ isEvery, literal, prefixes }: Names, name: string): boolean =>
  isEvery || literal.has(name) || prefixes.some((prefix) => name.startsWith(prefix))
