// Fetches the Kafka jars, compiles our Java and dumps the class archive, when something of it changed. Plain Node without
// npm dependencies: the launcher and the test set-up run it. The result is a folder named after the hash of its inputs.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { dumpClassArchive } from './class-archive.mjs'
import { removeOldRuntimes } from './old-runtimes.mjs'

const run = promisify(execFile)
const here = path.dirname(fileURLToPath(import.meta.url))
const target = path.join(here, 'target')

/** `{java, jars (ordered), agent, archive}` of the prepared runtime; skips everything that is up to date. */
export async function prepareBrokerRuntime({ log = () => {} } = {}) {
  const sources = await javaSources(path.join(here, 'java'))
  const version = await javaVersion()
  const stamp = await stampOf(
    [path.join(here, 'pom.xml'), path.join(here, 'class-archive.mjs'), ...sources],
    version,
  )
  const folder = path.join(target, stamp)
  const file = path.join(target, 'runtime.json')
  const known = await readFile(file, 'utf8').then(JSON.parse, () => null)
  if (known?.stamp === stamp && existsSync(known.archive)) return known

  if (!existsSync(folder)) await build(folder, sources, log)
  const runtime = {
    stamp,
    java: 'java',
    ...(await jarsOf(folder)),
    archive: path.join(folder, 'classes.jsa'),
  }
  if (!existsSync(runtime.archive)) {
    log('Dumping the class archive, so that brokers start in a second')
    await dumpClassArchive(runtime, here)
  }
  const temporary = `${file}.${process.pid}`
  await writeFile(temporary, JSON.stringify(runtime, null, 2))
  await rename(temporary, file)
  await removeOldRuntimes(target, stamp)
  return runtime
}

async function build(folder, sources, log) {
  const work = path.join(target, `building-${process.pid}`)
  await rm(work, { recursive: true, force: true })
  await mkdir(path.join(work, 'classes'), { recursive: true })
  log('Fetching Apache Kafka from Maven Central')
  const jars = path.join(work, 'jars')
  await tool('mvn', [
    '-q',
    '-B',
    '-f',
    path.join(here, 'pom.xml'),
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${jars}`,
  ])
  log('Compiling the key handler')
  const classes = path.join(work, 'classes')
  await tool('javac', [
    '--release',
    '17',
    '-proc:none',
    '-cp',
    path.join(jars, '*'),
    '-d',
    classes,
    ...sources,
  ])
  // A class archive needs jars: the JVM refuses folders on its class path.
  await tool('jar', ['--create', '--file', path.join(work, 'tributary-broker.jar'), '-C', classes, '.'])
  // Another set-up may have finished first; its result is the same.
  await rename(work, folder).catch(() => rm(work, { recursive: true, force: true }))
}

async function jarsOf(folder) {
  const names = (await readdir(path.join(folder, 'jars'))).filter((name) => name.endsWith('.jar')).sort()
  const inJars = (name) => path.join(folder, 'jars', name)
  return {
    agent: inJars(names.find((name) => name.startsWith('jolokia-agent-jvm'))),
    jars: [
      path.join(folder, 'tributary-broker.jar'),
      ...names.filter((name) => !name.startsWith('jolokia')).map(inJars),
    ],
  }
}

async function javaSources(folder) {
  const names = await readdir(folder, { recursive: true })
  return names
    .filter((name) => name.endsWith('.java'))
    .sort()
    .map((name) => path.join(folder, name))
}

async function stampOf(files, version) {
  const hash = createHash('sha256').update(version).update(target)
  for (const file of files) hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 12)
}

async function javaVersion() {
  const { stderr } = await tool('java', ['-version'])
  return stderr
}

async function tool(command, args) {
  try {
    return await run(command, args, { maxBuffer: 16 * 1024 * 1024 })
  } catch (error) {
    if (error.code === 'ENOENT')
      throw new Error(`${command} is not installed or not in PATH; a JDK 17 or newer and Maven are needed.`)
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim().split('\n').slice(-15).join('\n')
    throw new Error(`${command} failed:\n${output || error.message}`, { cause: error })
  }
}
