// Kafka Connect and Debezium's JDBC sink for the benchmark that runs beside ours: from Maven Central, kept until the pom changes.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { mustRun, root } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { clearStamp, hashInputs, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/step.mjs'

const source = 'tests/bench/connect-peer'
const stamp = 'connect-peer'
const target = path.join(root, '.tributary', stamp)
const jars = path.join(target, 'jars')
const plugins = path.join(target, 'plugins')

async function make(report, hash) {
  clearStamp(stamp)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const mvn = (...goal) =>
    mustRun(`mvn ${goal[0]}`, 'mvn', ['-q', '-B', '-f', path.join(root, source, 'pom.xml'), ...goal])
  report('Kafka Connect from Maven Central')
  await mvn(
    'dependency:copy-dependencies',
    ...['-DincludeScope=runtime', '-DexcludeTypes=tar.gz', `-DoutputDirectory=${jars}`],
  )
  report('Debezium from Maven Central')
  await mvn(
    'dependency:unpack-dependencies',
    '-DincludeTypes=tar.gz',
    `-DoutputDirectory=${plugins}`,
    `-DmarkersDirectory=${path.join(target, 'markers')}`,
  )
  writeStamp(stamp, hash)
}

/** Answers { jars, plugins }: the folders of Connect's class path and of its plugins. */
export async function ensureConnectPeer() {
  const hash = hashInputs([source])
  const isReady = () => isStamped(stamp, hash) && existsSync(target)
  if (!isReady())
    await step('Kafka Connect', (report) =>
      withSetupLock(async () => (isReady() ? 'skipped' : make(report, hash))),
    )
  return { jars, plugins }
}
