// Imported first, so that an old Node says what is wrong instead of failing in the middle.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Tributary needs Node.js 20.19 or newer; this is ${process.versions.node}. Debian, Fedora: nodejs from https://nodejs.org or your package manager; macOS: brew install node`,
  )
  process.exit(1)
}
