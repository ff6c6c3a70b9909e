/** Who of the team that runs the product gives an order, for the audit. */
export interface Operador {
  nombre: string
  /** Id of the order. */
  origen: string
}

/** How the audit names an operator. */
export const actorDe = ({ nombre }: Operador): string => `operador:${nombre}`
