// Random numbers of one generator. Each record starts from its own 53-bit seed and seeds advance by a fixed odd
// step (period 2^53), so the seed of the next record is all that has to be stored to continue a stream exactly.

const TWO_32 = 0x1_0000_0000
const HIGH_BITS = 0x1f_ffff
// Odd 53-bit constant (golden ratio), split in its upper 21 and lower 32 bits.
const STEP_HIGH = 0x13c6ef
const STEP_LOW = 0x3729d1f5

const mix = (value: number): number => {
  let h = value >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

export class RecordRandom {
  private high = 0
  private low = 0
  private a = 1
  private b = 1

  constructor(seed: number) {
    this.seed = seed
  }

  /** Seed of the record that is generated next: an integer in [0, 2^53). */
  get seed(): number {
    return this.high * TWO_32 + this.low
  }

  set seed(seed: number) {
    const whole = Math.trunc(Math.abs(seed)) % Number.MAX_SAFE_INTEGER
    this.high = Math.floor(whole / TWO_32) & HIGH_BITS
    this.low = whole >>> 0
    this.beginRecord()
  }

  /** Moves to the next record's seed. */
  advance(): void {
    const low = this.low + STEP_LOW
    this.high = (this.high + STEP_HIGH + (low >= TWO_32 ? 1 : 0)) & HIGH_BITS
    this.low = low >>> 0
    this.beginRecord()
  }

  private beginRecord(): void {
    this.a = mix(this.low ^ Math.imul(this.high + 1, 0x9e3779b1))
    this.b = mix(this.high ^ Math.imul(this.low + 0x7f4a7c15, 0x85ebca77))
    if (this.a === 0 && this.b === 0) this.b = 1
  }

  /** 32 random bits as an unsigned integer (xoroshiro64**). */
  bits(): number {
    const a = this.a
    const scrambled = Math.imul(a, 0x9e3779bb)
    const b = this.b ^ a
    this.a = ((a << 26) | (a >>> 6)) ^ b ^ (b << 9)
    this.b = (b << 13) | (b >>> 19)
    return Math.imul((scrambled << 5) | (scrambled >>> 27), 5) >>> 0
  }

  /** Uniform in [0, 1) with 53 bits. */
  fraction(): number {
    return ((this.bits() >>> 5) * 67_108_864 + (this.bits() >>> 6)) / 9_007_199_254_740_992
  }

  /** Uniform integer in [0, bound), bound up to 2^53. */
  below(bound: number): number {
    if (bound <= TWO_32) return Math.floor((this.bits() / TWO_32) * bound)
    return Math.floor(this.fraction() * bound)
  }

  /** 64 random bits as a signed integer. */
  long(): bigint {
    return BigInt.asIntN(64, (BigInt(this.bits()) << 32n) | BigInt(this.bits()))
  }
}

/** Seed of task `task` for a configured seed: tasks of one connector draw different data, each reproducibly. */
export const seedOfTask = (seed: number, task: number): number => {
  const random = new RecordRandom(seed)
  if (task === 0) return random.seed
  const spread = new RecordRandom(random.seed + mix(task) * (task + 1))
  return (spread.bits() & HIGH_BITS) * TWO_32 + spread.bits()
}
