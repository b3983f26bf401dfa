/** What is wrong with a generator schema, and where: `path` reads like `address.city` ('' is the top). */
export class SchemaProblem extends Error {
  constructor(
    readonly path: string,
    readonly detail: string,
  ) {
    super(path === '' ? detail : `${path}: ${detail}`)
    this.name = 'SchemaProblem'
  }
}
