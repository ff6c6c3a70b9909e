/** A rule left out, and how those of the account and of the use cases are written. */
export interface Mutant {
  /** The rule that it lacks: “No fui yo” or a number of “Proofs”. */
  proof: string
  /** What it does instead. */
  what: string
  file: string
  /** Occurs once in the file. */
  find: string
  replace: string
  /** Through which product it is told: rules that use cases add are not in the domain. */
  through: 'domain' | 'application' | 'organisations'
}

/** The room of most rules. */
export const ACCOUNT = 'src/domain/account'

export const domain = (proof: string, what: string, file: string, find: string, replace: string): Mutant => ({
  ...{ proof, what, find, replace, through: 'domain' },
  file: `${ACCOUNT}/${file}`,
})

export const application = (
  proof: string,
  what: string,
  file: string,
  find: string,
  replace: string,
): Mutant => ({
  ...{ proof, what, find, replace, through: 'application' },
  file: `src/application/${file}`,
})
