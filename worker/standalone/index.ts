// `npm run worker -- standalone WORKER.properties CONNECTOR.json …`: boot and signals.
import { log } from '@/lib/log'
import { BadFile } from './bad-file'
import { startStandalone } from './run'

const USAGE = 'Usage: npm run worker -- standalone WORKER.properties CONNECTOR.json|.properties …'
/** Something about the command line or its files. */
const EXIT_USAGE = 2

async function main([mode, workerFile, ...connectorFiles]: string[]): Promise<void> {
  if (mode !== 'standalone' || workerFile === undefined || connectorFiles.length === 0) {
    process.stderr.write(`${USAGE}\n`)
    process.exitCode = EXIT_USAGE
    return
  }
  const stopped = Promise.withResolvers<NodeJS.Signals>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.resolve(signal))
  const standalone = await startStandalone(workerFile, connectorFiles, log)
  const signal = await stopped.promise
  log.info({ signal }, 'connectors stop')
  await standalone.stop()
  log.info('all stopped, offsets are stored')
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof BadFile) process.stderr.write(`${error.message}\n`)
  else log.error(error)
  process.exitCode = error instanceof BadFile ? EXIT_USAGE : 1
}
process.exit()
