// The clients page's program with the Schema Registry, run as it stands.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { expect, makeTopic, test } from '@/tests/support/console'
import { python } from '@/tests/support/outside-client'

async function createKey(page: Page, place: number): Promise<void> {
  await page.getByRole('button', { name: 'Create new API key' }).nth(place).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const saved = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download and continue' }).click()
  await saved
  await expect(dialog).toBeHidden()
}

/** Runs until it has printed `text`, then as Ctrl-C would end it. Answers all that it said. */
async function runUntil(folder: string, text: string): Promise<string> {
  const child = spawn(python, ['client.py'], { cwd: folder })
  let said = ''
  const hear = (chunk: Buffer): void => {
    said += chunk.toString()
    if (said.includes(text)) child.kill('SIGINT')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const late = setTimeout(() => child.kill('SIGKILL'), 120_000)
  await new Promise((resolve) => child.once('exit', resolve))
  clearTimeout(late)
  return said
}

test('the Python program writes by a schema and reads it back; the viewer shows it decoded', async ({
  page,
  product,
}) => {
  const { environmentId, clusterId } = product
  const topic = await makeTopic(product, { prefix: 'snippets' })
  await page.goto(`${paths.clients(environmentId, clusterId)}?topic=${topic}`)
  await page.getByRole('switch', { name: 'With Schema Registry (Avro)' }).click()
  await createKey(page, 0)
  await createKey(page, 1)
  const folder = await mkdtemp(path.join(tmpdir(), 'snippets-'))
  try {
    for (const file of ['client.properties', 'schema-registry.properties', 'order.avsc', 'client.py']) {
      const saved = page.waitForEvent('download')
      const block = page.getByRole('figure').filter({ has: page.getByText(file, { exact: true }) })
      await block.getByRole('button', { name: 'Download' }).click()
      await (await saved).saveAs(path.join(folder, file))
    }
    const said = await runUntil(folder, "'item': 'shoe'")
    expect(said).toContain(`Produced a message to ${topic}`)
    expect(said).toContain("key = {'orderid': 1, 'item': 'shoe', 'price': 79.5}")
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  await page.goto(paths.topic(environmentId, clusterId, topic, 'messages'))
  await expect(page.getByRole('row').filter({ hasText: 'shoe' })).toContainText('Avro')
})
