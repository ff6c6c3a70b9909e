import type { StoredSecrets } from '../../application/ports.ts'
import type { Tx } from '../schema.ts'

export function secretsRepository({ db }: Tx): StoredSecrets {
  return {
    async ensure(name, initial) {
      await db
        .insertInto('secrets')
        .values({ name, value: initial })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      const { value } = await db
        .selectFrom('secrets')
        .select('value')
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
      return value
    },
  }
}
