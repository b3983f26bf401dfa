/** What somebody gave on the command line cannot be used; the message says what and why. */
export class BadFile extends Error {
  constructor(file: string, message: string) {
    super(`${file}: ${message}`)
    this.name = 'BadFile'
  }
}
