// A connector for tests of the task pool: spins, crashes or blocks without computing as its configuration says.
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
    // As a thread that gets no processor: it answers nothing and computes nothing.
    if (config.how === 'wait')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(config.for))
    return null
  },
  async stop() {},
})
