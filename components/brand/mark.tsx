export function Mark({ className = 'size-5.5' }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 6c6 0 6.500 6 11.500 6H21" />
      <path d="M3 18c6 0 6.500-6 11.500-6" />
      <path d="M3 12h4" />
    </svg>
  )
}
