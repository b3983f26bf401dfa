import { cn } from './class-names'

const keyNames: Record<string, string> = {
  mod: 'Ctrl',
  enter: 'Enter',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
}

/** `keys` as shortcuts are written everywhere: `mod+k` together, `g t` one after the other. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  const text = keys.split(' ').map((chord) =>
    chord
      .split('+')
      .map((key) => keyNames[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key))
      .join(' '),
  )
  return (
    <span className={cn('inline-flex items-center gap-1', className)}>
      {text.map((key, index) => (
        <kbd
          key={index}
          className="bg-canvas text-faint text-2xs rounded-sm border px-1.5 font-sans font-medium"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
