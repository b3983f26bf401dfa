// Judges for tests that hold our verdicts against another implementation's: jars from Maven Central, and a small program of
// ours (tests/support/<name>), compiled. What it last made stays until the pom or the program changes.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { mustRun, root } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { clearStamp, hashInputs, isStamped, writeStamp } from '../run/stamp.mjs'
import { step } from '../run/step.mjs'

async function make(name, target, report, hash) {
  const source = path.join(root, 'tests', 'support', name)
  clearStamp(name)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  report('jars from Maven Central')
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime']
  await mustRun('mvn dependency:copy-dependencies', 'mvn', [
    ...['-q', '-B', '-f', path.join(source, 'pom.xml'), ...goal],
    `-DoutputDirectory=${path.join(target, 'jars')}`,
  ])
  report('compiling')
  const programs = readdirSync(source).filter((file) => file.endsWith('.java'))
  await mustRun('javac', 'javac', [
    ...['--release', '17', '-proc:none', '-cp', path.join(target, 'jars', '*'), '-d', target],
    ...programs.map((file) => path.join(source, file)),
  ])
  writeStamp(name, hash)
}

/** Answers the class path that `java` runs the judge with: of its folder below tests/support. */
export async function ensureJavaJudge(name) {
  const target = path.join(root, '.tributary', name)
  const hash = hashInputs([`tests/support/${name}`])
  const isReady = () => isStamped(name, hash) && existsSync(target)
  if (!isReady())
    await step(name, (report) =>
      withSetupLock(async () => (isReady() ? 'skipped' : make(name, target, report, hash))),
    )
  return [target, path.join(target, 'jars', '*')].join(path.delimiter)
}
