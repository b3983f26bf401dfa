// The plugins of this process: to import this is to have them.
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { loadPlugins } from './load-plugins'

export const { specs: pluginSpecs, broken: brokenPlugins } = await loadPlugins(env.pluginFolder)

for (const { file, reason } of brokenPlugins) log.warn({ file, reason }, 'a connector plugin cannot be used')
if (pluginSpecs.length > 0)
  log.info({ plugins: pluginSpecs.map(({ className }) => className) }, 'connector plugins are loaded')

/** Of the task pool: the code of each plugin by its class. */
export const pluginModules: Readonly<Record<string, string>> = Object.fromEntries(
  pluginSpecs.map(({ className, runtime }) => [className, runtime]),
)
