// A connector that gets stuck in an endless loop, as a plugin: for tests of what that does to the others.
import { setTimeout as sleep } from 'node:timers/promises'
import type { CreateSourceTask, PluginSpec } from '@/worker/connectors/sdk'

export const spec: PluginSpec = {
  className: 'StuckSource',
  type: 'source',
  title: 'Stuck',
  description: 'Reads nothing, and blocks its thread after a while.',
  keywords: [],
  fields: [
    { name: 'after.ms', type: 'INT', label: 'After', help: 'Milliseconds until then.', default: '1000' },
  ],
}

export const createSourceTask: CreateSourceTask = ({ config, signal, work }) => ({
  topics: [],
  async poll() {
    await sleep(Number(config['after.ms']), undefined, { signal }).catch(() => undefined)
    if (!signal.aborted)
      work(() => {
        for (;;);
      })
    return null
  },
  async stop() {},
})
