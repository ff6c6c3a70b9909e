import type { Cuenta } from '../../account/cuenta.ts'
import { heardWords } from '../heard-words.ts'

/** `falta`: one of the two has none. */
export type Sameness = 'igual' | 'distinto' | 'falta'

type Person = Pick<Cuenta, 'nombres' | 'apellidoPaterno' | 'apellidoMaterno' | 'fechaNacimiento'>

/**
 * Whether two accounts are of one person as far as their data say, which nobody is shown: who decides compares them with
 * papers, and a difference is a reason to ask. A second name or surname may be in one alone.
 */
export function comparePersons(one: Person, other: Person): { nombre: Sameness; nacimiento: Sameness } {
  const [a, b] = [one.fechaNacimiento, other.fechaNacimiento]
  return {
    nombre: compareNames(namesOf(one), namesOf(other)),
    nacimiento: !a || !b ? 'falta' : a === b ? 'igual' : 'distinto',
  }
}

const namesOf = ({ nombres, apellidoPaterno, apellidoMaterno }: Person): string[] =>
  heardWords([nombres, apellidoPaterno, apellidoMaterno].filter(Boolean).join(' '))

function compareNames(a: readonly string[], b: readonly string[]): Sameness {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  if (shorter.length === 0) return 'falta'
  return shorter.length > 1 && shorter.every((word) => longer.includes(word)) ? 'igual' : 'distinto'
}
