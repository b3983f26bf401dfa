import { describe, expect, test } from 'vitest'
import { eventStream, type EventSink } from '@/lib/live/event-stream'

function open(signal = new AbortController().signal) {
  let sink: EventSink | undefined
  let stops = 0
  const response = eventStream(signal, (given) => {
    sink = given
    return () => void stops++
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!sink || !reader) throw new Error('the stream did not start')
  return { response, reader, sink, stops: () => stops }
}

describe('event streams', () => {
  test('send a comment at once, may not be cached or transformed', async () => {
    const { response, reader } = open()
    expect((await reader.read()).value).toBe(': connected\n\n')
    expect(response.headers.get('cache-control')).toContain('no-transform')
  })

  test('carry one JSON line per event, so a payload cannot forge another event', async () => {
    const { reader, sink } = open()
    await reader.read()
    sink.send('change', { text: 'a\n\nevent: forged\ndata: x' })
    const { value } = await reader.read()
    expect(value?.split('\n').filter((line) => line !== '')).toHaveLength(2)
  })

  test.each(['the browser leaves', 'the request aborts', 'the sink ends'])(
    'stop their source once when %s',
    async (how) => {
      const abort = new AbortController()
      const { reader, sink, stops } = open(abort.signal)
      await reader.read()
      if (how === 'the browser leaves') await reader.cancel()
      if (how === 'the request aborts') abort.abort()
      if (how === 'the sink ends') sink.end()
      sink.send('late', {})
      sink.end()
      expect(stops()).toBe(1)
    },
  )
})
