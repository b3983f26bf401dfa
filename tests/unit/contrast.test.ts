import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('../../app/tokens.css', import.meta.url), 'utf8')
const themes = ['light', 'dark'] as const

function token(name: string, theme: (typeof themes)[number]): string {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(css)?.[1] ?? ''
  const pair = /light-dark\((#\w+), (#\w+)\)/.exec(value)
  const color = pair ? pair[theme === 'light' ? 1 : 2] : value
  if (!color?.startsWith('#')) throw new Error(`No plain colour --${name}`)
  return color
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const surfaces = ['canvas', 'sub', 'card', 'float', 'hover', 'selected']
const pairs = [
  ...['fg', 'muted', 'faint', 'accent', 'bad', 'warn', 'ok', 'info'].flatMap((text) =>
    surfaces.map((surface) => [text, surface] as const),
  ),
  ['accent', 'accent-soft'],
  ['faint', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-hover'],
  ['bad', 'bad-soft'],
  ['warn', 'warn-soft'],
  ['info', 'info-soft'],
  ['muted', 'warn-soft'],
  ['muted', 'bad-soft'],
  ['muted', 'info-soft'],
] as const

it.each(themes)('every text colour reads at 4.5:1 on every surface it may stand on (%s)', (theme) => {
  const weak = pairs
    .map(([text, surface]) => ({ text, surface, ratio: contrast(token(text, theme), token(surface, theme)) }))
    .filter(({ ratio }) => ratio < 4.5)
  expect(weak).toEqual([])
})
