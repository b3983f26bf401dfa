// The certificate of a cluster's TLS listener, signed by an authority of the cluster's own. Clients trust that authority, so
// a new certificate needs nothing of them.
import { webcrypto, X509Certificate as ParsedCertificate } from 'node:crypto'
import './reflect-metadata'
import type * as X509 from '@peculiar/x509'

// Loaded when a certificate is made: in the built worker a package's import comes before every module of ours, and this
// one wants ./reflect-metadata first.
async function loadX509(): Promise<typeof X509> {
  const x509 = await import('@peculiar/x509')
  x509.cryptoProvider.set(webcrypto as Crypto)
  return x509
}

export type Authority = { certificatePem: string; keyPem: string }
export type Issued = { certificatePem: string; keyPem: string }

const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const dayMs = 86_400_000
const authorityDays = 3650
// The longest that browsers and Apple's systems accept.
const certificateDays = 397
const renewBeforeDays = 30

export async function makeAuthority(clusterId: string): Promise<Authority> {
  const x509 = await loadX509()
  const keys = await newKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=Tributary CA of ${clusterId}`,
    ...validFor(authorityDays),
    signingAlgorithm: curve,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificatePem: pemOf(certificate), keyPem: await keyPemOf(keys.privateKey) }
}

/** `names` are host names and addresses: what clients may call the broker. */
export async function issueCertificate(authority: Authority, names: readonly string[]): Promise<Issued> {
  const x509 = await loadX509()
  const keys = await newKeys()
  const issuer = new x509.X509Certificate(authority.certificatePem)
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: `CN=${names[0] ?? 'localhost'}`,
    issuer: issuer.subject,
    ...validFor(certificateDays),
    signingAlgorithm: curve,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.keyPem),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isAddress(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificatePem: pemOf(certificate), keyPem: await keyPemOf(keys.privateKey) }
}

/** Whether a certificate serves all `names` and has more than a month left. */
export function isFit(certificatePem: string, names: readonly string[], now = Date.now()): boolean {
  const certificate = new ParsedCertificate(certificatePem)
  if (Date.parse(certificate.validTo) - now < renewBeforeDays * dayMs) return false
  return names.every((name) =>
    isAddress(name) ? certificate.checkIP(name) !== undefined : certificate.checkHost(name) !== undefined,
  )
}

const isAddress = (name: string): boolean => name.includes(':') || /^[\d.]+$/.test(name)

const newKeys = () => webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']) as Promise<CryptoKeyPair>

// Begins a day early: clocks of other machines may be behind.
const validFor = (days: number) => ({
  notBefore: new Date(Date.now() - dayMs),
  notAfter: new Date(Date.now() + days * dayMs),
})

const serial = (): string => `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(15))).toString('hex')}`

const pemOf = (certificate: X509.X509Certificate): string => `${certificate.toString('pem')}\n`

async function keyPemOf(key: CryptoKey): Promise<string> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key))
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`
}

function importKey(pem: string): Promise<CryptoKey> {
  const bytes = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  return webcrypto.subtle.importKey('pkcs8', bytes, curve, false, ['sign']) as Promise<CryptoKey>
}
