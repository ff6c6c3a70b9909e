/** A chosen value as one of its list: the field takes no other. */
export function chosen<T extends string>(list: readonly T[], value: string): T {
  const found = list.find((one) => one === value)
  if (!found) throw new Error(`no such choice: ${value}`)
  return found
}
