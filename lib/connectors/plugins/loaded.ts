// The plugins of this process: to import this is to have them.
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { loadPlugins, type LoadedPlugins } from './load-plugins'

async function load(): Promise<LoadedPlugins> {
  const loaded = await loadPlugins(env.pluginFolder)
  for (const { file, reason } of loaded.broken)
    log.warn({ file, reason }, 'a connector plugin cannot be used')
  if (loaded.specs.length > 0)
    log.info({ plugins: loaded.specs.map(({ className }) => className) }, 'connector plugins are loaded')
  return loaded
}

// Once in a process, however often a server's bundles hold this module.
const loadedKey = Symbol.for('tributary.connector-plugins')
const holder: { [key: symbol]: Promise<LoadedPlugins> | undefined } = globalThis

export const { specs: pluginSpecs, broken: brokenPlugins } = await (holder[loadedKey] ??= load())

/** Of the task pool: the code of each plugin by its class. */
export const pluginModules: Readonly<Record<string, string>> = Object.fromEntries(
  pluginSpecs.map(({ className, runtime }) => [className, runtime]),
)
