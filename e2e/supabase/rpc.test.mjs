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

test('a routine that is not there is PGRST202', async () => {
  assert.equal((await error(shop.rpc('no_such', {}))).code, 'PGRST202');
});
