import { test } from 'node:test';
import assert from 'node:assert/strict';
import { shop, rest, data, error, ids } from './shop.mjs';

test('select names and aliases columns', async () => {
  const rows = await data(shop.from('products').select('id, label:title, price').eq('id', 1));
  assert.deepEqual(rows, [{ id: 1, label: 'Pen', price: 1.5 }]);
});

test('order puts nulls where it is told', async () => {
  const cities = (options) =>
    data(shop.from('customers').select('id').order('city', options)).then(ids);
  assert.deepEqual(await cities({ ascending: true, nullsFirst: true }), [3, 1, 2]);
  assert.deepEqual(await cities({ ascending: true, nullsFirst: false }), [1, 2, 3]);
  assert.deepEqual(await cities({ ascending: false, nullsFirst: false }), [2, 1, 3]);
});

test('limit and range page', async () => {
  assert.deepEqual(ids(await data(shop.from('orders').select('id').order('id').limit(2))), [1, 2]);
  assert.deepEqual(ids(await data(shop.from('orders').select('id').order('id').range(1, 2))), [2, 3]);
});

test('single is the row, or an error', async () => {
  assert.deepEqual(await data(shop.from('orders').select('id, status').eq('id', 1).single()), {
    id: 1,
    status: 'paid',
  });
  const none = await shop.from('orders').select('id').eq('id', 99).single();
  assert.equal(none.status, 406);
  assert.equal(none.error.code, 'PGRST116');
  assert.match(none.error.details, /0 rows/);
});

test('maybeSingle is the row or null', async () => {
  assert.deepEqual(await data(shop.from('orders').select('id').eq('id', 1).maybeSingle()), { id: 1 });
  assert.equal(await data(shop.from('orders').select('id').eq('id', 99).maybeSingle()), null);
  assert.equal((await error(shop.from('orders').select('id').maybeSingle())).code, 'PGRST116');
});

test('csv is text', async () => {
  const text = await data(shop.from('products').select('id,title').order('id').limit(2).csv());
  assert.deepEqual(text.trim().split(/\r?\n/), ['id,title', '1,Pen', '2,Ink']);
});

test('count is of all rows, with and without them', async () => {
  const page = await shop.from('orders').select('id', { count: 'exact' }).order('id').limit(1);
  assert.equal(page.count, 3);
  assert.equal(page.data.length, 1);
  for (const count of ['exact', 'planned', 'estimated']) {
    const head = await shop.from('orders').select('*', { count, head: true });
    assert.equal(head.error, null);
    assert.equal(typeof head.count, 'number');
    assert.equal(head.data, null);
  }
});

test('throwOnError throws', async () => {
  await assert.rejects(async () => {
    await shop.from('nothing').select().throwOnError();
  });
});

test('stripNulls leaves nulls out', async () => {
  const rows = await data(shop.from('orders').select('id, note').eq('id', 2).stripNulls());
  assert.deepEqual(rows, [{ id: 2 }]);
});

test('a table that is not there is 404', async () => {
  assert.equal((await error(shop.from('nothing').select())).status, 404);
});

test('schema names the database', async () => {
  assert.equal((await error(shop.schema('elsewhere').from('orders').select())).code, 'PGRST106');
  assert.deepEqual(await data(rest.from('orders').select('id').eq('id', 1)), [{ id: 1 }]);
});

test('abortSignal ends a request', async () => {
  const aborted = new AbortController();
  aborted.abort();
  const answer = await shop.from('orders').select().abortSignal(aborted.signal);
  assert.match(answer.error.message, /abort/i);
});
