import { randomUUID } from 'node:crypto'
import { authorize, type Ctx } from '@/lib/context'
import { closeKafka, testConnection } from '@/lib/kafka'
import { externalConnection } from '@/lib/clusters/connection'
import { keptPassword, passwordNeeded } from '@/lib/clusters/edit-external'
import { requireCluster } from '@/lib/clusters/get'
import type { ConnectionTestResult, ExternalKafka } from '@/lib/clusters/external-schema'
import { AppError } from '@/lib/errors'

/** Tries an external cluster without keeping anything of it. */
export async function testExternalKafka(ctx: Ctx, input: ExternalKafka): Promise<ConnectionTestResult> {
  await authorize(ctx, 'clusters:create')
  return test(input)
}

/** Tries another way to an attached cluster, with its stored password when none is given. */
export async function testClusterEdit(
  ctx: Ctx,
  clusterId: string,
  input: ExternalKafka,
): Promise<ConnectionTestResult> {
  const cluster = await requireCluster(ctx, 'clusters:update', clusterId)
  const password = input.sasl_password ?? (await keptPassword(cluster, input))
  if (input.security_protocol.startsWith('SASL_') && password === undefined)
    throw new AppError('invalid', passwordNeeded, {
      fields: [{ path: 'sasl_password', message: passwordNeeded }],
    })
  return test({ ...input, ...(password === undefined ? {} : { sasl_password: password }) })
}

async function test({ sasl_password: password, ...stored }: ExternalKafka): Promise<ConnectionTestResult> {
  const id = `test-${randomUUID()}`
  try {
    return await testConnection(externalConnection(id, stored, password))
  } finally {
    await closeKafka(id)
  }
}
