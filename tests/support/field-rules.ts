// Rules for one field of a generated record.
import { expect } from 'vitest'

/** Throws when a field's value cannot be the one of record number `at`. */
export type Rule = (value: unknown, at: number, name: string) => void

export const between =
  (min: number, max: number): Rule =>
  (value, _at, name) => {
    expect(Number.isInteger(value), name).toBe(true)
    expect(value, name).toBeGreaterThanOrEqual(min)
    expect(value, name).toBeLessThan(max)
  }
export const fraction =
  (min: number, max: number): Rule =>
  (value, _at, name) => {
    expect(value, name).toBeGreaterThanOrEqual(min)
    expect(value, name).toBeLessThan(max)
  }
export const counter =
  (start: number, step = 1): Rule =>
  (value, at, name) =>
    expect(value, name).toBe(start + at * step)
export const counterText: Rule = (value, at, name) => expect(value, name).toBe(String(at))
export const oneOf =
  (...values: unknown[]): Rule =>
  (value, _at, name) =>
    expect(values, name).toContainEqual(value)
export const exactly = (value: unknown): Rule => oneOf(value)
export const matching =
  (pattern: RegExp): Rule =>
  (value, _at, name) =>
    expect(value, name).toMatch(pattern)

export const text = matching(/./)
export const address = matching(/^\d{1,3}(\.\d{1,3}){3}$/)
export const email = matching(/^[^@\s]+@[^@\s]+\.[^@\s]+$/)
export const uuid = matching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
export const user = matching(/^User_[1-9]$/)
export const usersTime = between(1487715775521, 1519273364600)
export const start2021 = 1609459200000
export const vehicle = between(1000, 9999)
export const store = between(1, 10)
export const day = between(18000, 19000)
export const employee = between(1000, 1100)

export const nested =
  (fields: Record<string, Rule>): Rule =>
  (value, at, name) => {
    const record = value as Record<string, unknown>
    expect(Object.keys(record), name).toEqual(Object.keys(fields))
    for (const [field, rule] of Object.entries(fields)) rule(record[field], at, `${name}.${field}`)
  }
export const decimal: Rule = (value, at, name) =>
  between(1000, 5000)(Buffer.from(String(value), 'base64').readInt16BE(), at, name)

export const users = {
  registertime: usersTime,
  userid: user,
  regionid: matching(/^Region_[1-9]$/),
  gender: oneOf('MALE', 'FEMALE', 'OTHER'),
}
export const endpoint = nested({ ip: address, port: between(10000, 99999) })

export type TemplateRules = Record<string, { record: string; key: string; fields: Record<string, Rule> }>
