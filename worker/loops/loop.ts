// An endless reconciler: runs on every wake and at least every `everyMs`, never overlaps itself, never dies of an error.
import { errorMessage } from '@/lib/errors'
import type { Log } from '@/lib/log'

export type Loop = { wake: () => void; stop: () => Promise<void> }

type Options = { name: string; everyMs: number; run: (signal: AbortSignal) => Promise<void>; log: Log }

export function startLoop({ name, everyMs, run, log }: Options): Loop {
  const stopping = new AbortController()
  let wakeUp: () => void = () => undefined
  let isWoken = true

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const turn = async (): Promise<void> => {
    let lastError = ''
    while (!stopping.signal.aborted) {
      isWoken = false
      try {
        await run(stopping.signal)
        if (lastError) log.info({ loop: name }, 'loop works again')
        lastError = ''
      } catch (error) {
        const message = errorMessage(error)
        if (message !== lastError) log.error({ loop: name, err: error }, 'loop failed; it tries again')
        lastError = message
      }
      if (!isWoken && !stopping.signal.aborted) await rest()
    }
  }
  const ended = turn()

  return {
    wake: () => {
      isWoken = true
      wakeUp()
    },
    stop: async () => {
      stopping.abort()
      wakeUp()
      await ended
    },
  }
}
