/** What a form costs where requests come too thick (product.md “Price”; docs/decisions/0051). Level 0 is free. */

/** The dearest level: some seconds of work for a slow phone. */
export const MAX_LEVEL = 4

/**
 * The level of what is sent `count` times where `free` cost nothing: 1 from there on, and one more each time that
 * it doubles, up to {@link MAX_LEVEL}.
 */
export const levelFor = (count: number, free: number): number =>
  count < free ? 0 : Math.min(MAX_LEVEL, 1 + Math.floor(Math.log2(count / free)))

/** Whether a price of a level pays what is due: one less still counts, for others may have sent more while the form was filled in. */
export const isEnough = (level: number, due: number): boolean => level >= due - 1

/** How much more a level takes than the first. */
const timesFirst = (level: number): number => 2 ** (level - 1)

/** Tries that a level takes at most, and half of it on average: at first 0.2 s of a server's core, under 1 s of a slow phone. */
export const mostTries = (level: number): number => 300 * timesFirst(level)

/** Wait of who cannot work for it: the browser runs no scripts. */
export const waitSecondsFor = (level: number): number => 15 * timesFirst(level)

/** The same for a new account beyond the day's free ones (product.md “Proofs”, 9). */
export const NEW_CUENTA_WAIT_SECONDS = 120

/** Beyond so many times the day's free accounts, an address makes no more (product.md “Proofs”, 9). */
export const NEW_CUENTAS_TIMES_FREE = 10
