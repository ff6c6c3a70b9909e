/** Who of the team that runs the product gives an order, for the audit. */
export interface Operador {
  name: string
  /** Id of the order. */
  requestId: string
}

/** How the audit names an operator. */
export const actorDe = ({ name }: Operador): string => `operador:${name}`
