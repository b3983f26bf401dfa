// Everything that is made in the checkout before a process starts; each part knows when it is up to date.
import { ensurePackages } from './packages.mjs'
import { ensurePrismaClient } from './prisma-client.mjs'
import { checkMachine } from './machine.mjs'
import { ensureWebBuild } from './web-build.mjs'
import { ensureWorkerBuild } from './worker-build.mjs'

export async function prepareCheckout(settings) {
  const needsBroker = !settings.kafkaProperties
  if (needsBroker) await checkMachine()
  await ensurePackages()
  await ensurePrismaClient()
  if (needsBroker) {
    const { ensureBrokerRuntime } = await import('./broker-runtime.mjs')
    await ensureBrokerRuntime()
  }
  if (settings.isDev) return
  await ensureWorkerBuild(settings.dist)
  await ensureWebBuild(settings.dist)
}
