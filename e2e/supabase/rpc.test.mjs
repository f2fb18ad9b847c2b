import { test } from 'node:test';
import assert from 'node:assert/strict';
import { shop, data, error } from './shop.mjs';

test('a function answers its value', async () => {
  assert.equal(await data(shop.rpc('order_total', { wanted: 1 })), 27);
});

test('a function that only reads takes GET and HEAD', async () => {
  assert.equal(await data(shop.rpc('order_total', { wanted: 3 }, { get: true })), 1.5);
  const head = await shop.rpc('order_total', { wanted: 3 }, { head: true });
  assert.equal(head.error, null);
});

test('a procedure answers its rows', async () => {
  assert.deepEqual(await data(shop.rpc('orders_of', { customer: 1 })), [
    { id: 1, status: 'paid' },
    { id: 2, status: 'pending' },
  ]);
});

test('what a procedure answers is filtered, sorted, cut and counted', async () => {
  const orders = (options) => shop.rpc('orders_of', { customer: 1 }, options);
  assert.deepEqual(await data(orders().select('id').eq('status', 'paid')), [{ id: 1 }]);
  assert.deepEqual(await data(orders({ get: true }).select('id').gt('id', 1)), [{ id: 2 }]);
  assert.deepEqual(await data(orders().select('id').order('id', { ascending: false }).limit(1)), [{ id: 2 }]);
  assert.deepEqual(await data(orders().eq('id', 2).single()), { id: 2, status: 'pending' });
  assert.equal(await data(orders().eq('id', 9).maybeSingle()), null);
  assert.equal(await data(orders().select('id').csv()), 'id\n1\n2\n');
  const page = await orders({ count: 'exact' }).range(1, 1);
  assert.deepEqual([page.count, page.data], [2, [{ id: 2, status: 'pending' }]]);
  const head = await orders({ head: true, count: 'exact' });
  assert.deepEqual([head.count, head.data, head.error], [2, null, null]);
  assert.equal((await error(orders().select('id, customers(name)'))).status, 400);
});

test('a routine that is not there is PGRST202', async () => {
  assert.equal((await error(shop.rpc('no_such', {}))).code, 'PGRST202');
});
