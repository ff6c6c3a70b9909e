/**
 * One person, whatever their role and however their name was typed: nobody decides what they asked for (product.md
 * “Two people”). Written `funcionario:<id>` or `operador:<nombre>`.
 */

export const funcionarioPerson = (id: string): string => `funcionario:${id}`.toLowerCase()

export const operadorPerson = (nombre: string): string => `operador:${nombre}`.toLowerCase()

/** The id of a funcionario; undefined for an operador. */
export const funcionarioOf = (person: string): string | undefined => /^funcionario:(.*)$/.exec(person)?.[1]
