import { pathToFileURL } from 'node:url'
import path from 'node:path'
import { type BrokerIdentity, brokerPaths, writePrivateFile } from './broker-folder'
import { readBrokerRuntime, runtimeFolder } from './runtime'
import { serverProperties } from './settings'

/** Writes all that the JVM reads at its start and returns the program to run with `@java.args`. No secret is an argument. */
export async function writeStartFiles(dataDir: string, identity: BrokerIdentity): Promise<string> {
  const paths = brokerPaths(dataDir)
  const runtime = await readBrokerRuntime()
  const policy = pathToFileURL(path.join(runtimeFolder, 'jolokia-policy.xml')).href
  await writePrivateFile(paths.properties, serverProperties(dataDir, identity))
  await writePrivateFile(
    paths.jolokia,
    [
      `host=${identity.host}`,
      `port=${identity.jolokiaPort}`,
      'user=tributary',
      `password=${identity.jolokiaPassword}`,
      `policyLocation=${policy}`,
      'discoveryEnabled=false',
      'executor=fixed',
      'threadNr=1',
      '',
    ].join('\n'),
  )
  const jvm = [
    // C1 only: a third of the start-up time of the full compiler; the figures are in the README's decisions.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Xms64m',
    '-Xmx384m',
    '-XX:+ExitOnOutOfMemoryError',
    `-XX:SharedArchiveFile=${runtime.archive}`,
    '-Xshare:auto',
    '-Xlog:disable',
    '-Xlog:all=warning:stderr',
    `-XX:ErrorFile=${path.join(paths.logs, 'jvm-crash.log')}`,
    '-Djava.awt.headless=true',
    `-Dtributary.logs=${paths.logs}`,
    `-Dlog4j2.configurationFile=${path.join(runtimeFolder, 'log4j2.properties')}`,
    `-javaagent:${runtime.agent}=config=${paths.jolokia}`,
    '-cp',
    runtime.jars.join(path.delimiter),
  ]
  const program = [paths.properties, paths.pid, identity.clusterId, identity.isFormatted ? 'keep' : 'format']
  await writePrivateFile(
    paths.arguments,
    [...jvm, 'dev.tributary.broker.BrokerMain', ...program].map(quoted).join('\n'),
  )
  return runtime.java
}

// The rules of java's @argument files.
const quoted = (argument: string): string => `"${argument.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
