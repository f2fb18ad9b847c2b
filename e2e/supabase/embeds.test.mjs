import { test } from 'node:test';
import assert from 'node:assert/strict';
import { shop, data, error, ids } from './shop.mjs';

test('to one', async () => {
  const rows = await data(shop.from('orders').select('id, customers(name)').order('id'));
  assert.deepEqual(rows, [
    { id: 1, customers: { name: 'Ada' } },
    { id: 2, customers: { name: 'Ada' } },
    { id: 3, customers: { name: 'Bo' } },
  ]);
});

test('to many, ordered and limited', async () => {
  const rows = await data(
    shop
      .from('customers')
      .select('name, orders(id)')
      .order('id')
      .order('id', { referencedTable: 'orders', ascending: false })
      .limit(1, { referencedTable: 'orders' }),
  );
  assert.deepEqual(rows, [
    { name: 'Ada', orders: [{ id: 2 }] },
    { name: 'Bo', orders: [{ id: 3 }] },
    { name: 'Cleo', orders: [] },
  ]);
});

test('many to many, through the junction', async () => {
  const order = await data(
    shop.from('orders').select('id, products(title)').eq('id', 1).order('title', { referencedTable: 'products' }).single(),
  );
  assert.deepEqual(order, { id: 1, products: [{ title: 'Ink' }, { title: 'Pen' }] });
});

test('nested, with an alias', async () => {
  const customer = await data(
    shop
      .from('customers')
      .select('name, orders(id, lines:order_lines(quantity, products(title)))')
      .eq('id', 2)
      .single(),
  );
  assert.deepEqual(customer, {
    name: 'Bo',
    orders: [{ id: 3, lines: [{ quantity: 1, products: { title: 'Pen' } }] }],
  });
});

test('inner keeps the rows that have one', async () => {
  const rows = await data(
    shop.from('customers').select('id, orders!inner(status)').eq('orders.status', 'shipped'),
  );
  assert.deepEqual(rows, [{ id: 2, orders: [{ status: 'shipped' }] }]);
});

test('a filter on what is embedded leaves the outer rows', async () => {
  const rows = await data(
    shop.from('customers').select('id, orders(id)').eq('orders.status', 'paid').order('id'),
  );
  assert.deepEqual(rows, [
    { id: 1, orders: [{ id: 1 }] },
    { id: 2, orders: [] },
    { id: 3, orders: [] },
  ]);
});

test('or on what is embedded', async () => {
  const rows = await data(
    shop
      .from('customers')
      .select('id, orders!inner(id)')
      .or('status.eq.shipped,status.eq.pending', { referencedTable: 'orders' })
      .order('id'),
  );
  assert.deepEqual(ids(rows), [1, 2]);
});

test('spread lifts the columns of one', async () => {
  const rows = await data(shop.from('orders').select('id, ...customers(buyer:name)').eq('id', 3));
  assert.deepEqual(rows, [{ id: 3, buyer: 'Bo' }]);
});

test('a self reference, by its foreign key and by its column', async () => {
  const leaf = await data(
    shop.from('employees').select('name, manager:employees!manager_id(name)').eq('id', 3).single(),
  );
  assert.deepEqual(leaf, { name: 'Leaf', manager: { name: 'Mid' } });
});

test('rows are ordered by a column of the one embedded', async () => {
  const rows = await data(
    shop.from('orders').select('id, customers(name)').order('customers(name)', { ascending: false }).order('id'),
  );
  assert.deepEqual(ids(rows), [3, 1, 2]);
});

test('an embed without columns only filters', async () => {
  const rows = await data(
    shop.from('customers').select('id, orders!inner()').eq('orders.status', 'paid'),
  );
  assert.deepEqual(rows, [{ id: 1 }]);
});

test('no relationship is an error that names both tables', async () => {
  assert.equal((await error(shop.from('customers').select('id, employees(id)'))).code, 'PGRST200');
});
