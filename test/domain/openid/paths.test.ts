import { expect, it } from 'vitest'
import { openIdRouteOf } from '../../../src/domain/openid-paths.ts'

it.each([
  ['/authorize', '/authorize'],
  ['/AUTHORIZE/', '/authorize'],
  ['/authorize/an-interaction', '/authorize'],
  ['/logout/confirm', '/logout'],
  ['/authorized', ''],
  ['/11.111.111-1', ''],
])('the log says of %s that it is %s, and no more', (path, route) => {
  expect(openIdRouteOf(path)).toBe(`${openIdRouteOf('/')}${route}`)
})
