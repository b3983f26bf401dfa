import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { api, ApiError, listAll } from '@/lib/queries/api'

const answers: Response[] = []
const asked: string[] = []
vi.stubGlobal('fetch', (url: string) => {
  asked.push(url)
  return Promise.resolve(answers.shift() ?? Response.error())
})

afterEach(() => {
  answers.length = 0
  asked.length = 0
})

const refusal = async (body: unknown, status = 400): Promise<ApiError> => {
  answers.push(Response.json(body, { status, headers: { 'x-request-id': 'r-1' } }))
  const error: unknown = await api.get('/x').catch((reason: unknown) => reason)
  if (!(error instanceof ApiError)) throw new Error('no ApiError was thrown')
  return error
}

describe('the console’s API client', () => {
  it('reads the control APIs’ errors: fields by name, text without it, the request id', async () => {
    const error = await refusal({
      errors: [
        { detail: 'spec.name: Enter a name.', source: { pointer: '/spec/name' } },
        { detail: 'Something else.', source: {} },
      ],
    })
    expect(error).toMatchObject({ status: 400, requestId: 'r-1', message: 'Enter a name. Something else.' })
    expect(error.fields).toEqual([{ path: 'spec.name', message: 'Enter a name.' }])
  })

  it('reads Kafka’s and Connect’s errors, and an answer that is no JSON', async () => {
    expect((await refusal({ error_code: 40403, message: 'No topic.' }, 404)).message).toBe('No topic.')
    expect((await refusal({ error: { code: 409, message: 'Taken.' } }, 409)).message).toBe('Taken.')
    answers.push(new Response('<html>', { status: 502 }))
    await expect(api.get('/x')).rejects.toMatchObject({ status: 502, message: 'The server answered 502.' })
  })

  it('leaves out what is not asked for, and encodes what is', async () => {
    answers.push(new Response(null, { status: 204 }))
    await api.delete('/x', { query: { a: 'ä b', b: undefined, c: null, d: 0 } })
    expect(asked).toEqual(['/x?a=%C3%A4+b&d=0'])
  })

  it('follows a list to its end', async () => {
    const page = (data: number[], next?: string) =>
      Response.json({ data, metadata: next ? { next: `http://localhost/x?page_token=${next}` } : {} })
    answers.push(page([1, 2], 'two'), page([3]))
    const schema = z.object({
      data: z.array(z.number()),
      metadata: z.object({ next: z.string().optional() }),
    })
    expect(await listAll('/x', { schema, query: { of: 'y' } })).toEqual([1, 2, 3])
    expect(asked).toEqual(['/x?of=y&page_size=100', '/x?of=y&page_size=100&page_token=two'])
  })
})
