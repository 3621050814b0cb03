/** An address of this site that a link asked for; anything else is the first page. */
export function within(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/'
}
