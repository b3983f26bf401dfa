// Where the code of task threads lies: in the folders around this file, as TypeScript (watch mode, tests), or in one
// folder, as the modules that launcher/steps/worker-build.mjs makes of it.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const isBuilt = import.meta.url.endsWith('.mjs')

export const taskHostModule = new URL(isBuilt ? './task-host.mjs' : './task-host.ts', import.meta.url)

/** Module of a connector's runtime: `name` is its file's name in worker/connectors/runtimes. */
export const runtimeModule = (name: string): string =>
  new URL(isBuilt ? `./runtimes/${name}.mjs` : `../runtimes/${name}.ts`, import.meta.url).href

// Given outright: a thread then runs TypeScript whatever started the process (the worker, a test runner).
export const threadArguments = isBuilt
  ? []
  : ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href]
