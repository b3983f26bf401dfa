import { useEffect, useEffectEvent, useState } from 'react'
import { mergeNewest } from '@/lib/messages/shown'
import { tailEvent, type Message, type TailEvent } from '@/lib/messages/schema'
import { messageStreamHref } from '@/lib/queries/messages'
import type { TopicPlace } from '../../_components/topic-place'

export type LiveState = 'off' | 'connecting' | 'on' | 'lost'

type Live = {
  /** The search that these messages belong to. */
  key: string
  messages: Message[]
  received: number
  sampled: number
  /** Received per second, the newest last. */
  counts: { at: number; count: number }[]
  state: LiveState
  problem: string | null
}

const keptSeconds = 90
const rateSeconds = 5
const nothing = (key: string): Live => ({
  key,
  messages: [],
  received: 0,
  sampled: 0,
  counts: [],
  state: 'off',
  problem: null,
})

/** Follows the topic while on; pausing keeps what is shown until the search changes. */
export function useLiveMessages(options: {
  place: TopicPlace
  partition: number | undefined
  max: number
  isOn: boolean
  key: string
  onConnected: () => void
}) {
  const { place, partition, max, isOn, key } = options
  const { clusterId, topic } = place
  const [live, setLive] = useState<Live>(() => nothing(key))
  if (live.key !== key) setLive(nothing(key))

  const onConnected = useEffectEvent(options.onConnected)
  useEffect(() => {
    if (!isOn) return
    const change = (update: (before: Live) => Partial<Live>) =>
      setLive((before) => (before.key === key ? { ...before, ...update(before) } : before))
    const stream = new EventSource(messageStreamHref(clusterId, topic, partition))
    change(() => ({ state: 'connecting', problem: null }))
    stream.addEventListener('open', () => {
      change(() => ({ state: 'on', problem: null }))
      // What came between the first answer and the stream's start.
      onConnected()
    })
    stream.addEventListener('messages', (event: MessageEvent<string>) => {
      const parsed = tailEvent.safeParse(JSON.parse(event.data))
      if (parsed.success) change((before) => add(before, parsed.data, max))
    })
    stream.addEventListener('problem', (event: MessageEvent<string>) => {
      stream.close()
      const { message } = JSON.parse(event.data) as { message: string }
      change(() => ({ state: 'lost', problem: message }))
    })
    stream.addEventListener('error', () => {
      // Closed for good: not signed in any more, or the topic is gone. Otherwise the browser tries again by itself.
      const isClosed = stream.readyState === EventSource.CLOSED
      change(() => ({
        state: isClosed ? 'lost' : 'connecting',
        problem: isClosed ? 'The live stream ended. Turn it on again to go on.' : null,
      }))
    })
    const clock = setInterval(() => change((before) => ({ counts: withSecond(before.counts, 0) })), 1000)
    return () => {
      stream.close()
      clearInterval(clock)
      change(() => ({ state: 'off' }))
    }
  }, [clusterId, topic, partition, max, isOn, key])

  const recent = live.counts.slice(-rateSeconds - 1, -1)
  const perSecond = recent.reduce((sum, { count }) => sum + count, 0) / Math.max(1, recent.length)
  return {
    messages: live.messages,
    counts: live.counts,
    received: live.received,
    sampled: live.sampled,
    isSampled: live.received > live.sampled,
    rate: live.state === 'on' ? perSecond : null,
    state: live.state,
    problem: live.problem,
    clear: () => setLive((before) => ({ ...nothing(before.key), state: before.state })),
  }
}

function add(before: Live, { messages, received }: TailEvent, max: number): Partial<Live> {
  return {
    messages: mergeNewest(before.messages, messages, max),
    received: before.received + received,
    sampled: before.sampled + messages.length,
    counts: withSecond(before.counts, received),
  }
}

/** Adds to the present second and fills the silent ones before it. */
function withSecond(counts: Live['counts'], more: number): Live['counts'] {
  const now = Math.floor(Date.now() / 1000)
  const next = [...counts]
  const last = next.at(-1)
  if (!last) return [{ at: now, count: more }]
  for (let at = Math.max(last.at + 1, now - keptSeconds); at <= now; at += 1) next.push({ at, count: 0 })
  const present = next.at(-1)
  if (present) next[next.length - 1] = { at: present.at, count: present.count + more }
  return next.slice(-keptSeconds)
}
