import http from 'node:http'
import { AppError, errorMessage } from '@/lib/errors'
import { getIdentity } from './broker-folder'

const TIMEOUT_MS = 5_000

export type MBeanRead = { mbean: string; attribute?: string | string[] }
type Answer = { status: number; value?: unknown; error?: string }

/** Reads MBeans of a local broker in one request; a name with a pattern answers an object by name. Missing ones give null. */
export async function readMBeans(dataDir: string, reads: MBeanRead[]): Promise<unknown[]> {
  const { host, jolokiaPort, jolokiaPassword } = await getIdentity(dataDir)
  const body = JSON.stringify(reads.map((read) => ({ type: 'read', ...read })))
  const answers = await post(host, jolokiaPort, jolokiaPassword, body)
  return reads.map((_, index) => (answers[index]?.status === 200 ? answers[index].value : null))
}

// node:http, because the policy wants an Origin header, and fetch may not send one.
function post(host: string, port: number, password: string, body: string): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(
        new AppError('unavailable', `The metrics of the broker cannot be read: ${errorMessage(error)}`, {
          cause: error,
        }),
      )
    const request = http.request(
      {
        host,
        port,
        path: '/jolokia/?ignoreErrors=true&includeStackTrace=false',
        method: 'POST',
        auth: `tributary:${password}`,
        headers: { 'content-type': 'application/json', origin: 'tributary://worker' },
        timeout: TIMEOUT_MS,
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('error', fail)
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          try {
            if (response.statusCode !== 200) throw new Error(`HTTP ${response.statusCode}`)
            const answers: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'))
            if (!Array.isArray(answers)) throw new Error('refused by the policy')
            resolve(answers as Answer[])
          } catch (error) {
            fail(error)
          }
        })
      },
    )
    request.on('timeout', () => request.destroy(new Error('no answer in time')))
    request.on('error', fail)
    request.end(body)
  })
}
