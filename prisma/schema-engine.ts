// Prisma's schema engine as WebAssembly, used for one thing: the SQL between two datamodels.
// It needs no database; the adapter below only answers the version question the engine asks on connect.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type SchemaFile = { path: string; content: string }

const emptyDatamodel: SchemaFile = {
  path: 'empty.prisma',
  content: 'datasource db {\n  provider = "postgresql"\n}\n',
}

/** SQL that turns a database of datamodel `from` (null: an empty database) into one of `to`; null when they agree. */
export async function diffDatamodels(from: SchemaFile[] | null, to: SchemaFile[]): Promise<string | null> {
  const { SchemaEngine } = await loadEngine()
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, databaseLessAdapter())
  try {
    const result = await engine.diff({
      from: { tag: 'schemaDatamodel', files: from ?? [emptyDatamodel] },
      to: { tag: 'schemaDatamodel', files: to },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    })
    return result.exitCode === 2 ? result.stdout : null
  } finally {
    engine.free()
  }
}

async function loadEngine() {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: () => undefined } })
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = new Uint8Array(readFileSync(join(folder, 'schema_engine_bg.wasm')))
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  })
  const glue = bindings as unknown as { __wbg_set_wasm: (exports: WebAssembly.Exports) => void }
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return bindings
}

function databaseLessAdapter() {
  const ok = <T>(value: T) => ({ ok: true as const, value })
  const info = { provider: 'postgres', adapterName: 'no-database' }
  const adapter = {
    ...info,
    getConnectionInfo: () => ok({ schemaName: 'public', supportsRelationJoins: true }),
    queryRaw: () => Promise.resolve(ok({ columnNames: [], columnTypes: [], rows: [] })),
    executeRaw: () => Promise.resolve(ok(0)),
    executeScript: () => Promise.resolve(ok(undefined)),
    dispose: () => Promise.resolve(ok(undefined)),
  }
  const connect = () => Promise.resolve(ok(adapter))
  return {
    ...info,
    errorRegistry: { consumeError: () => undefined },
    connect,
    connectToShadowDb: connect,
  }
}
