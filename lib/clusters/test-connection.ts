import { randomUUID } from 'node:crypto'
import { authorize, type Ctx } from '@/lib/context'
import { closeKafka, testConnection } from '@/lib/kafka'
import { externalConnection } from '@/lib/clusters/connection'
import type { ConnectionTestResult, ExternalKafka } from '@/lib/clusters/schema'

/** Tries an external cluster without keeping anything of it. */
export async function testExternalKafka(ctx: Ctx, input: ExternalKafka): Promise<ConnectionTestResult> {
  await authorize(ctx, 'clusters:create')
  const { sasl_password: password, ...stored } = input
  const id = `test-${randomUUID()}`
  try {
    return await testConnection(externalConnection(id, stored, password))
  } finally {
    await closeKafka(id)
  }
}
