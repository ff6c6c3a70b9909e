/** The mechanism of the ladder without one of its rules each (product.md “Proofs”); the stories must catch every one. */
import { LADDER } from './ladder.ts'
import type { Mutant } from './mutant.ts'
import { NO_FUI_YO } from './no-fui-yo.ts'
import { ORGANISATIONS } from './organisations.ts'
import { TWO_PEOPLE } from './two-people.ts'

export const MUTANTS: readonly Mutant[] = [...LADDER, ...NO_FUI_YO, ...ORGANISATIONS, ...TWO_PEOPLE]
