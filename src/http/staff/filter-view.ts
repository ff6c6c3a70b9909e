/** Filters of a list, as views/fields/filters.ejs takes them: of choices, or of a day. */
export type FilterView = { name: string; label: string } & ({ choices: ChoiceView[] } | { day: string })

interface ChoiceView {
  value: string
  text: string
  isChosen: boolean
}

export const choicesOf = (
  options: Readonly<Record<string, string>>,
  chosen: string | undefined = '',
): ChoiceView[] =>
  Object.entries(options).map(([value, text]) => ({ value, text, isChosen: value === chosen }))

/** The same options in the order in which they are read, below `first`, which is none of them. */
export const belowNone = (first: string, options: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries([
    ['', first],
    ...Object.entries(options).sort(([, a], [, b]) => a.localeCompare(b, 'es')),
  ])
