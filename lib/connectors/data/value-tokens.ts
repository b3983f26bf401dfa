/** Cuts the text of a value at `: , { } [ ] "` that no backslash precedes, as Kafka Connect's Values does. */
export class ValueTokens {
  private at = 0
  private ahead: string | null = null
  previous: string | null = null

  constructor(readonly text: string) {}

  get position(): number {
    return this.at
  }

  get hasNext(): boolean {
    return this.ahead !== null || this.at < this.text.length
  }

  mark(): number {
    return this.at - (this.ahead?.length ?? 0)
  }

  rewindTo(position: number): void {
    this.at = position
    this.ahead = null
    this.previous = null
  }

  next(): string {
    const token = this.ahead ?? this.read()
    this.ahead = null
    this.previous = token
    return token
  }

  /** The text of the next `count` tokens. Null: there are fewer, and none is taken. */
  nextOf(count: number): string | null {
    const start = this.mark()
    for (let taken = 0; taken < count; taken++) {
      if (!this.hasNext) {
        this.rewindTo(start)
        return null
      }
      this.next()
    }
    return this.text.slice(start, this.at)
  }

  /** Takes the next token if it is this one; white space before it is passed over either way. */
  take(expected: string): boolean {
    if (!this.hasNext) return false
    this.ahead ??= this.read()
    while (this.ahead.trim() === '' && this.at < this.text.length) this.ahead = this.read()
    if (this.ahead.trim() !== expected) return false
    this.ahead = null
    return true
  }

  private read(): string {
    const start = this.at
    let isEscaped = false
    for (; this.at < this.text.length; this.at++) {
      const char = this.text.charAt(this.at)
      if (char === '\\') isEscaped = !isEscaped
      else {
        if (!isEscaped && ':,{}[]"'.includes(char)) {
          if (start === this.at) this.at++
          break
        }
        isEscaped = false
      }
    }
    return this.text.slice(start, this.at)
  }
}
