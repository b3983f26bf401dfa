// Apache Avro's own library, for the tests that hold our verdicts against its: jars from Maven Central, and a small program
// of ours, compiled. What it last made stays until the pom or the program changes.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { mustRun, root } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { clearStamp, hashInputs, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/step.mjs'

const source = path.join(root, 'tests', 'support', 'avro-judge')
const target = path.join(root, '.tributary', 'avro-judge')
const jars = path.join(target, 'jars', '*')
const stamp = 'avro-judge'

async function make(report, hash) {
  clearStamp(stamp)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  report('Apache Avro from Maven Central')
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime']
  await mustRun('mvn dependency:copy-dependencies', 'mvn', [
    ...['-q', '-B', '-f', path.join(source, 'pom.xml'), ...goal],
    `-DoutputDirectory=${path.dirname(jars)}`,
  ])
  report('compiling')
  const program = path.join(source, 'AvroJudge.java')
  await mustRun('javac', 'javac', ['--release', '17', '-proc:none', '-cp', jars, '-d', target, program])
  writeStamp(stamp, hash)
}

/** Answers the class path that `java` runs AvroJudge with. */
export async function ensureAvroJudge() {
  const hash = hashInputs(['tests/support/avro-judge'])
  const isReady = () => isStamped(stamp, hash) && existsSync(target)
  if (!isReady())
    await step('Apache Avro', (report) =>
      withSetupLock(async () => (isReady() ? 'skipped' : make(report, hash))),
    )
  return [target, jars].join(path.delimiter)
}
