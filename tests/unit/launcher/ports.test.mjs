import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import {
  findFreeBrokerPort,
  findFreePort,
  isPortFree,
  requireFreePort,
} from '../../../launcher/run/ports.mjs'

async function withTakenPort(work) {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await work(server.address().port)
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
}

test('ports – a taken port is named together with the variable that changes it', async () => {
  await withTakenPort(async (port) => {
    expect(await isPortFree(port)).toBe(false)
    const sentence = `Port ${port} (the console) is taken by another program. Stop it, or choose another port: TRIBUTARY_PORT=${port + 1} npm start`
    await expect(requireFreePort(port, '127.0.0.1', 'the console', 'TRIBUTARY_PORT')).rejects.toThrow(
      sentence,
    )
  })
})

test('ports – a found port is free', async () => {
  expect(await isPortFree(await findFreePort())).toBe(true)
})

test('ports – the broker port leaves room for the next clusters', async () => {
  const first = await findFreeBrokerPort(3)
  for (const port of [first, first + 100, first + 200]) expect(await isPortFree(port)).toBe(true)
})

test('ports – a host that is not of this machine is refused with the variable', async () => {
  await expect(isPortFree(4000, '192.0.2.1')).rejects.toThrow('TRIBUTARY_HOST')
})
