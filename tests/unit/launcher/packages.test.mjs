import { expect, test } from 'vitest'
import { findMissingPackages } from '../../../launcher/steps/packages.mjs'

const entry = (version, more = {}) => ({ version, integrity: `sha512-${version}`, ...more })
const lock = (packages) => ({ packages: { '': {}, ...packages } })

test('packages – an installation that agrees with the lock misses nothing', () => {
  const packages = { 'node_modules/a': entry('1.0.0') }
  expect(findMissingPackages(lock(packages), { packages })).toEqual([])
})

test('packages – a missing one and one of another version are named', () => {
  const wanted = lock({ 'node_modules/a': entry('1.0.0'), 'node_modules/b': entry('2.0.0') })
  expect(findMissingPackages(wanted, { packages: { 'node_modules/b': entry('1.9.0') } })).toEqual(['a', 'b'])
})

test('packages – one for another system is not missed, an optional one may be absent', () => {
  const wanted = lock({
    'node_modules/other': entry('1.0.0', { os: ['never'], optional: true }),
    'node_modules/maybe': entry('1.0.0', { optional: true }),
  })
  expect(findMissingPackages(wanted, { packages: {} })).toEqual([])
})
