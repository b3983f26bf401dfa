// A connector for tests of the task pool: spins or crashes as its configuration says.
import type { CreateSourceTask } from '@/worker/connectors/runtime'

export const createSourceTask: CreateSourceTask = ({ config, work }) => ({
  topics: [],
  async poll() {
    await new Promise((resolve) => setTimeout(resolve, Number(config.after ?? 0)))
    if (config.how === 'crash')
      setImmediate(() => {
        throw new Error('the task crashed on purpose')
      })
    if (config.how === 'spin')
      work(() => {
        for (;;);
      })
    return null
  },
  async stop() {},
})
