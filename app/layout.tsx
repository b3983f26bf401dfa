import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { ReactNode } from 'react'
import { parseTheme, themeCookie } from '@/components/patterns/theme'
import { Providers } from './providers'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Tributary', template: '%s · Tributary' },
  description: 'Apache Kafka, connectors and the console that drives them.',
  referrer: 'same-origin',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [cookieJar, requestHeaders] = await Promise.all([cookies(), headers()])
  const theme = parseTheme(cookieJar.get(themeCookie)?.value)
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <Providers theme={theme} nonce={requestHeaders.get('x-nonce') ?? undefined}>
          {children}
        </Providers>
      </body>
    </html>
  )
}
