import { test } from 'node:test';
import assert from 'node:assert/strict';
import { shop, data, error, ids } from './shop.mjs';

const orders = () => shop.from('orders').select('id').order('id');
const customers = () => shop.from('customers').select('id').order('id');

const scenarios = {
  eq: [() => orders().eq('status', 'paid'), [1]],
  neq: [() => orders().neq('status', 'paid'), [2, 3]],
  gt: [() => orders().gt('placed_on', '2026-02-11'), [3]],
  gte: [() => orders().gte('placed_on', '2026-02-11'), [2, 3]],
  lt: [() => orders().lt('id', 2), [1]],
  lte: [() => orders().lte('id', 2), [1, 2]],
  like: [() => customers().like('name', '%l%'), [3]],
  'like is case-sensitive': [() => customers().like('name', 'a%'), []],
  ilike: [() => customers().ilike('name', 'a%'), [1]],
  likeAllOf: [() => customers().likeAllOf('name', ['C%', '%o']), [3]],
  likeAnyOf: [() => customers().likeAnyOf('name', ['A%', 'B%']), [1, 2]],
  ilikeAllOf: [() => customers().ilikeAllOf('name', ['c%', '%O']), [3]],
  ilikeAnyOf: [() => customers().ilikeAnyOf('name', ['a%', 'b%']), [1, 2]],
  regexMatch: [() => customers().regexMatch('name', '^[AB]'), [1, 2]],
  regexIMatch: [() => customers().regexIMatch('name', '^[ab]'), [1, 2]],
  'is null': [() => orders().is('note', null), [2]],
  isDistinct: [() => orders().isDistinct('note', 'Gift'), [1, 2]],
  in: [() => orders().in('id', [1, 3, 99]), [1, 3]],
  'in, with commas and quotes': [() => customers().in('name', ['A,da', 'B"o', 'Bo']), [2]],
  notIn: [() => orders().notIn('id', [1, 3]), [2]],
  contains: [() => customers().contains('preferences', { theme: 'dark' }), [1]],
  containedBy: [
    () => customers().containedBy('preferences', { theme: 'light', tags: [], more: 1 }),
    [2],
  ],
  'JSON path': [() => customers().eq('preferences->>theme', 'light'), [2]],
  match: [() => orders().match({ customer_id: 1, status: 'pending' }), [2]],
  not: [() => orders().not('note', 'is', null), [1, 3]],
  or: [() => orders().or('status.eq.shipped,and(customer_id.eq.1,note.is.null)'), [2, 3]],
  filter: [() => orders().filter('status', 'in', '("paid","shipped")'), [1, 3]],
  textSearch: [() => shop.from('orders').select('id').textSearch('note', 'door'), null],
};

for (const [name, [query, expected]] of Object.entries(scenarios)) {
  if (expected) test(name, async () => assert.deepEqual(ids(await data(query())), expected));
}

test('textSearch needs a FULLTEXT index, and says so', async () => {
  const answer = await scenarios.textSearch[0]();
  assert.equal(answer.status, 400);
  assert.match(answer.error.hint, /FULLTEXT/);
});

const ranges = ['rangeGt', 'rangeGte', 'rangeLt', 'rangeLte', 'rangeAdjacent', 'overlaps'];
for (const range of ranges) {
  test(`${range} is of PostgreSQL's ranges: 400 with a hint`, async () => {
    const answer = await orders()[range]('placed_on', '[2026-01-01,2026-02-01)');
    assert.equal(answer.status, 400);
    assert.ok(answer.error.hint);
  });
}

test('an unknown column is an error of the request', async () => {
  assert.equal((await error(orders().eq('colour', 'red'))).status, 400);
});
