/** How long something lasts or waits, as people say it: `12 minutos`, `3 horas`, `2 días`. */
export function ageWords(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 1) return 'menos de un minuto'
  const [count, one, many] =
    minutes < 120
      ? ([minutes, 'minuto', 'minutos'] as const)
      : minutes < 48 * 60
        ? ([Math.floor(minutes / 60), 'hora', 'horas'] as const)
        : ([Math.floor(minutes / (24 * 60)), 'día', 'días'] as const)
  return `${count} ${count === 1 ? one : many}`
}
