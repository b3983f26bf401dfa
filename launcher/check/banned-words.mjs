// Words that never belong in the repository: where this was built, what was left undone, code made from text.
const binary = /\.(png|ico|jpg|woff2?|pdf)$/
const self = /^(launcher\/check\/banned-words\.mjs|tests\/unit\/launcher\/banned-words\.test\.ts)$/

const banned = [
  {
    pattern:
      /https?:\/\/(?!registry\.npmjs\.org)[\w.-]*(?:registry|artifactory|nexus|pypi|mirror)[\w.-]*[/:]/i,
    why: 'a package registry host',
    except: /\.md$/,
  },
  { pattern: /"resolved":\s*"https?:/, why: 'a package registry host' },
  { pattern: /(?<![\w.])\/(?:home|Users)\/[a-z][\w.-]*\//, why: 'an absolute home path' },
  { pattern: /(?<![\w./])\/(?:root|work)\/\w/, why: "a path of one person's machine" },
  {
    pattern: /\b(?:TODO|FIXME|XXX)\b/,
    why: 'unfinished work; finish it or open an issue',
    except: /lock\.json$/,
  },
  { pattern: /\bnew Function\(|(?<![\w.])eval\(/, why: 'code made from text', except: /\.md$/ },
]

/** One sentence per banned word, with file and line. */
export function findBannedWords(files, read) {
  return files
    .filter((file) => !binary.test(file) && !self.test(file))
    .flatMap((file) => {
      const rules = banned.filter((rule) => !rule.except?.test(file))
      return read(file)
        .split('\n')
        .flatMap((line, index) =>
          rules.filter((rule) => rule.pattern.test(line)).map((rule) => `${file}:${index + 1}: ${rule.why}`),
        )
    })
}
