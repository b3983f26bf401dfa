// What Confluent's command line reads of its own endpoints, which are older than the resource APIs: names and shapes are its.
import { z } from 'zod'

export const cliUser = z.object({
  id: z.number(),
  email: z.string(),
  resource_id: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  auth_type: z.literal('AUTH_TYPE_LOCAL'),
})
export type CliUser = z.infer<typeof cliUser>

export const cliOrganization = z.object({ id: z.number(), name: z.string(), resource_id: z.string() })
export type CliOrganization = z.infer<typeof cliOrganization>

export const loginRealm = z.object({
  is_sso: z.literal(false),
  mfa_required: z.literal(false),
  realm: z.literal(''),
})

export const createSessionInput = z.object({
  email: z.string().max(254),
  password: z.string().max(1000),
  org_resource_id: z.string().max(64).optional(),
})
export type CreateSessionInput = z.infer<typeof createSessionInput>

export const createdSession = z.object({
  token: z.string(),
  /** Empty: a session lasts a week, after that one logs in again. */
  refresh_token: z.literal(''),
  user: cliUser,
  organization: cliOrganization,
  error: z.null(),
})

/** Left out while no audit log is written: the command line says then that it is not enabled. */
const auditLog = z.object({
  cluster_id: z.string(),
  account_id: z.string(),
  service_account_id: z.number(),
  service_account_resource_id: z.string(),
  topic_name: z.string(),
})

export const me = z.object({
  user: cliUser,
  organization: cliOrganization.extend({ audit_log: auditLog.optional() }),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
  account: z.null(),
})

export const accessToken = z.object({ token: z.string(), error: z.literal('') })

export const numberedUsers = z.object({
  users: z.array(
    z.object({
      id: z.number(),
      resource_id: z.string(),
      email: z.string().optional(),
      first_name: z.string().optional(),
      last_name: z.string().optional(),
      service_name: z.string().optional(),
      service_description: z.string().optional(),
    }),
  ),
})
export type NumberedUsers = z.infer<typeof numberedUsers>

const limit = z.object({ value: z.number(), unit: z.string(), unlimited: z.boolean() })
const limits = z.object({ ingress: limit, egress: limit, storage: limit })
export const usageLimits = z.object({
  usage_limits: z.object({
    tier_limits: z.record(z.string(), z.object({ cluster_limits: limits })),
    cku_limits: z.record(z.string(), limits),
  }),
})

export const environmentMetadata = z.object({
  clouds: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      regions: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          is_schedulable: z.boolean(),
          is_multizone_enabled: z.boolean(),
        }),
      ),
    }),
  ),
})

const prices = z.object({ unit: z.string(), prices: z.record(z.string(), z.number()) })
export const priceTable = z.object({
  price_table: z.object({ price_table: z.record(z.string(), prices) }),
})

export const roleDefinition = z.object({
  name: z.string(),
  policies: z.array(
    z.object({
      bindingScope: z.string(),
      bindWithResource: z.boolean(),
      allowedOperations: z.array(z.object({ resourceType: z.string(), operations: z.array(z.string()) })),
    }),
  ),
})
export type RoleDefinition = z.infer<typeof roleDefinition>
