// Connectors of one's own: each file of the plugins folder is one. They run with the rights of the server that loads them,
// so who may write into the folder may do what the server may. A file that cannot be used is named, and breaks nothing else.
import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { addConnectorSpecs } from '../catalog'
import type { ConnectorSpec } from '../catalog/spec'
import { completeSpec } from './plugin-spec'

export type BrokenPlugin = { file: string; reason: string }
export type LoadedPlugins = { specs: readonly ConnectorSpec[]; broken: readonly BrokenPlugin[] }

const WRITABLE_BY_ALL = 0o002

const isPlugin = (name: string): boolean =>
  /\.(ts|mts|js|mjs)$/.test(name) && !/^[._]|\.d\.m?ts$|\.test\.m?[jt]s$/.test(name)

async function pluginFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(isPlugin).sort()
  } catch {
    return []
  }
}

/** Whoever may change the code has the server's rights. @throws Error with words for people */
async function requireOwnFile(folder: string, file: string): Promise<void> {
  const place = path.join(folder, file)
  const found = await stat(place)
  if (!found.isFile()) throw new Error('It is not a file.')
  const [inside, real] = await Promise.all([realpath(folder), realpath(place)])
  if (path.dirname(real) !== inside) throw new Error('It leads out of the plugins folder.')
  if ((found.mode & WRITABLE_BY_ALL) !== 0) throw new Error('Everybody on this machine may write to it.')
}

async function loadOne(url: string): Promise<ConnectorSpec> {
  // Not the bundler's: the file is not there when the product is built.
  const module = (await import(
    /* turbopackIgnore: true */ /* webpackIgnore: true */ /* @vite-ignore */ url
  )) as Record<string, unknown>
  if (module.spec === undefined) throw new Error('It exports no "spec".')
  const spec = completeSpec(module.spec, url)
  const create = spec.type === 'source' ? 'createSourceTask' : 'createSinkTask'
  if (typeof module[create] !== 'function')
    throw new Error(`It is a ${spec.type} but exports no function "${create}".`)
  return spec
}

/** Reads the folder anew. Code that was loaded once stays as it is until the process starts again. */
export async function loadPlugins(folder: string): Promise<LoadedPlugins> {
  const specs: ConnectorSpec[] = []
  const broken: BrokenPlugin[] = []
  for (const file of await pluginFiles(folder)) {
    try {
      await requireOwnFile(folder, file)
      const spec = await loadOne(pathToFileURL(path.join(folder, file)).href)
      if (specs.some(({ className }) => className === spec.className))
        throw new Error(`className "${spec.className}" is that of another plugin.`)
      specs.push(spec)
    } catch (error) {
      const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
      // It is shown to people, who need not know where the server keeps its files.
      broken.push({ file, reason: reason.replaceAll(folder + path.sep, '') })
    }
  }
  addConnectorSpecs(specs)
  return { specs, broken }
}
