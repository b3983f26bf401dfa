// ACLs as Kafka REST v3 writes them. Isomorphic.
import { z } from 'zod'

export const aclResourceTypes = ['TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID', 'DELEGATION_TOKEN'] as const
export const aclPatternTypes = ['LITERAL', 'PREFIXED'] as const
export const aclOperations = [
  'ALL',
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'ALTER',
  'DESCRIBE',
  'CLUSTER_ACTION',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
  'IDEMPOTENT_WRITE',
] as const
export const aclPermissions = ['ALLOW', 'DENY'] as const

/** The one name that a CLUSTER resource has. */
export const clusterResourceName = 'kafka-cluster'

const upper = z.string().max(40).toUpperCase()
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => upper.pipe(z.enum(values))

const principal = z
  .string()
  .max(300)
  // UserV2 is how Confluent's newer clients write an account by its resource id; Kafka knows it as User.
  .transform((text) => text.replace(/^UserV2:/, 'User:'))
  .refine((text) => /^User:./.test(text), 'Give a principal such as User:sa-abc123, or User:* for everybody.')

export const createAclInput = z
  .object({
    resource_type: oneOf(aclResourceTypes),
    resource_name: z.string().min(1, 'Give the name of the resource, or * for all.').max(300),
    pattern_type: oneOf(aclPatternTypes),
    principal,
    host: z.string().min(1, 'Give * for all hosts.').max(300),
    operation: oneOf(aclOperations),
    permission: oneOf(aclPermissions),
  })
  .superRefine(({ resource_type: type, resource_name: name, pattern_type: pattern }, issue) => {
    const isCluster = type === 'CLUSTER'
    if (isCluster && name !== clusterResourceName)
      issue.addIssue({
        code: 'custom',
        path: ['resource_name'],
        message: `The only name of the CLUSTER resource is ${clusterResourceName}.`,
      })
    if (isCluster && pattern !== 'LITERAL')
      issue.addIssue({ code: 'custom', path: ['pattern_type'], message: 'CLUSTER is LITERAL only.' })
  })
export type CreateAclInput = z.output<typeof createAclInput>

export const maxAclsAtOnce = 1000
export const createAclsInput = z.object({ data: z.array(createAclInput).min(1).max(maxAclsAtOnce) })

/** A filter value that is left out, empty or ANY matches everything. */
const anyOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  upper
    .transform((text) => (text === '' || text === 'ANY' ? undefined : text))
    .pipe(z.enum(values).optional())
    .optional()
const text = z
  .string()
  .max(300)
  .transform((value) => (value === '' ? undefined : value))
  .optional()

const filter = {
  resource_type: anyOf(aclResourceTypes),
  resource_name: text,
  pattern_type: anyOf([...aclPatternTypes, 'MATCH']),
  principal: z
    .string()
    .max(300)
    // UserV2:* is every principal, not the ACLs for everybody.
    .transform((value) =>
      value === '' || value === 'UserV2:*' ? undefined : value.replace(/^UserV2:/, 'User:'),
    )
    .optional(),
  host: text,
  operation: anyOf(aclOperations),
  permission: anyOf(aclPermissions),
}
export const aclFilterQuery = z.object(filter)
export type AclFilterQuery = z.output<typeof aclFilterQuery>

const given = ['resource_type', 'pattern_type', 'operation', 'permission'] as const
/** To delete, what is meant has to be said: ANY by name, never by leaving out. */
export const deleteAclsQuery = z
  .looseObject({})
  .superRefine((query, issue) => {
    for (const name of given)
      if (typeof query[name] !== 'string' || query[name] === '' || query[name] === 'UNKNOWN')
        issue.addIssue({ code: 'custom', path: [name], message: 'Cannot be unspecified or UNKNOWN.' })
  })
  .pipe(z.object(filter))

export const aclDto = z.object({
  kind: z.literal('KafkaAcl'),
  metadata: z.object({ self: z.string() }),
  cluster_id: z.string(),
  resource_type: z.string(),
  resource_name: z.string(),
  pattern_type: z.string(),
  principal: z.string(),
  host: z.string(),
  operation: z.string(),
  permission: z.string(),
})
export type AclDto = z.infer<typeof aclDto>
export const aclListDto = z.object({
  kind: z.literal('KafkaAclList'),
  metadata: z.object({ self: z.string(), next: z.null() }),
  data: z.array(aclDto),
})
export type AclListDto = z.infer<typeof aclListDto>
export const deletedAclsDto = z.object({ data: z.array(aclDto) })
