// A certificate that somebody brings for the TLS listener: checked before it is kept, so that no broker stops over it.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { AppError } from '@/lib/errors'

export type GivenCertificate = {
  /** Leaf first. */
  certificatePem: string
  /** PKCS#8, which is what Kafka reads. */
  keyPem: string
}

const certificatePath = 'spec.listeners.certificate_pem'
const keyPath = 'spec.listeners.private_key_pem'

export function checkGivenCertificate(certificatePem: string, privateKeyPem: string): GivenCertificate {
  const chain = parseChain(certificatePem)
  const [leaf] = chain
  if (leaf === undefined)
    throw refused(certificatePath, 'Paste at least one certificate in PEM form, the server’s own first.')
  const key = parseKey(privateKeyPem)
  if (!leaf.checkPrivateKey(key))
    throw refused(keyPath, 'The private key does not belong to the first certificate.')
  const now = Date.now()
  if (Date.parse(leaf.validTo) <= now)
    throw refused(certificatePath, `The certificate ran out on ${leaf.validTo}.`)
  if (Date.parse(leaf.validFrom) > now)
    throw refused(certificatePath, `The certificate is valid from ${leaf.validFrom} only.`)
  chain.slice(1).forEach((issuer, index) => {
    if (!chain[index]?.checkIssued(issuer))
      throw refused(certificatePath, `Certificate ${index + 1} is not signed by certificate ${index + 2}.`)
  })
  return {
    certificatePem: chain.map((certificate) => certificate.toString().trim()).join('\n') + '\n',
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function parseChain(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    return blocks.map((block) => new X509Certificate(block))
  } catch (cause) {
    throw refused(certificatePath, 'One of the certificates cannot be read.', cause)
  }
}

function parseKey(pem: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch (cause) {
    const isEncrypted = pem.includes('ENCRYPTED')
    throw refused(
      keyPath,
      isEncrypted
        ? 'The private key is encrypted. Decrypt it first; it is stored encrypted here.'
        : 'The private key cannot be read. Paste it in PEM form.',
      cause,
    )
  }
  if (key.asymmetricKeyType !== 'rsa' && key.asymmetricKeyType !== 'ec')
    throw refused(keyPath, `Kafka takes RSA and EC keys, not ${key.asymmetricKeyType ?? 'this one'}.`)
  return key
}

const refused = (path: string, message: string, cause?: unknown): AppError =>
  new AppError('invalid', message, { fields: [{ path, message }], cause })
