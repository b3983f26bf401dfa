// What the machine must have before anything else: a JDK and Maven for the local Kafka broker. One line per missing thing.
import { LauncherError, runCommand } from '../run/command.mjs'
import { step } from '../run/step.mjs'

const oldestJdk = 17

async function outputOf(program, args) {
  try {
    const { code, output } = await runCommand(program, args, { timeoutMs: 20_000 })
    return code === 0 ? output : null
  } catch {
    return null
  }
}

/** Major version in the answer of `javac -version`, or null. */
export const parseJdkVersion = (output) => Number(/javac (?:1\.)?(\d+)/.exec(output ?? '')?.[1] ?? 0) || null

const jdkHelp =
  'Debian: sudo apt-get install openjdk-17-jdk-headless; Fedora: sudo dnf install java-21-openjdk-devel; macOS: brew install openjdk'
const mavenHelp =
  'Debian: sudo apt-get install maven; Fedora: sudo dnf install maven; macOS: brew install maven'

async function findJdkProblem() {
  const major = parseJdkVersion(await outputOf('javac', ['-version']))
  if (major === null) return `A JDK (17 or newer) is missing. ${jdkHelp}`
  if (major < oldestJdk) return `The JDK is version ${major}; 17 or newer is needed. ${jdkHelp}`
  return null
}

async function findMavenProblem() {
  return (await outputOf('mvn', ['--version'])) === null ? `Maven is missing. ${mavenHelp}` : null
}

/** With an external Kafka no JVM starts, so nothing of this is needed. */
export async function checkMachine() {
  await step('machine', async () => {
    const problems = (await Promise.all([findJdkProblem(), findMavenProblem()])).filter(Boolean)
    if (problems.length > 0) throw new LauncherError(problems.join('\n'))
  })
}
