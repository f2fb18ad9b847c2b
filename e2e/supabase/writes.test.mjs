import { test, afterEach } from 'node:test';
import assert from 'node:assert/strict';
import { shop, data, error } from './shop.mjs';

const people = () => shop.from('customers');
const products = () => shop.from('products');
const wanted = { name: 'Dee', email: 'dee@example.com' };

afterEach(async () => {
  await data(people().delete().gt('id', 3));
  await data(products().delete().gt('id', 3));
});

test('insert of one without select answers nothing', async () => {
  const answer = await people().insert(wanted);
  assert.equal(answer.error, null);
  assert.equal(answer.status, 201);
  assert.equal(answer.data, null);
});

test('insert with select is the row as it is stored', async () => {
  const row = await data(people().insert(wanted).select('name, email, city').single());
  assert.deepEqual(row, { ...wanted, city: null });
});

test('what is written shows its relatives', async () => {
  const order = { id: 50, customer_id: 1, placed_on: '2026-04-01' };
  const select = '*, customers(name), order_lines(product_id, products(title))';
  const inserted = await data(shop.from('orders').insert(order).select(select).single());
  assert.deepEqual(inserted, { ...order, status: 'pending', note: null, customers: { name: 'Ada' }, order_lines: [] });
  await data(shop.from('order_lines').insert({ order_id: 50, product_id: 1, quantity: 1 }));
  const updated = await data(
    shop.from('orders').update({ customer_id: 2 }).eq('id', 50).select('buyer:customers!inner(name)').single(),
  );
  assert.deepEqual(updated, { buyer: { name: 'Bo' } });
  const upserted = await data(shop.from('orders').upsert({ ...order, note: 'x' }).select('note, ...customers(name)'));
  assert.deepEqual(upserted, [{ note: 'x', name: 'Ada' }]);
  const deleted = await data(shop.from('orders').delete().eq('id', 50).select(select).single());
  assert.deepEqual(deleted.order_lines, [{ product_id: 1, products: { title: 'Pen' } }]);
});

test('insert of many rows with different columns', async () => {
  const rows = await data(
    people().insert([wanted, { name: 'Eve', email: 'eve@example.com', city: 'Rome' }], { defaultToNull: false }).select('name, city'),
  );
  assert.deepEqual(rows, [{ name: 'Dee', city: null }, { name: 'Eve', city: 'Rome' }]);
});

test('insert counts', async () => {
  const answer = await people().insert([wanted], { count: 'exact' });
  assert.equal(answer.count, 1);
});

test('insert of a value that is taken is 409', async () => {
  assert.equal((await error(people().insert({ name: 'A', email: 'ada@example.com' }))).status, 409);
});

test('upsert inserts and updates', async () => {
  const upsert = (title) =>
    data(products().upsert({ id: 10, title, price: 2 }, { onConflict: 'id' }).select('id, title'));
  assert.deepEqual(await upsert('Clip'), [{ id: 10, title: 'Clip' }]);
  assert.deepEqual(await upsert('Pin'), [{ id: 10, title: 'Pin' }]);
  assert.equal((await data(products().select('title').eq('id', 10).single())).title, 'Pin');
});

test('upsert may ignore duplicates', async () => {
  await data(products().insert({ id: 10, title: 'Clip', price: 2 }));
  await data(
    products().upsert({ id: 10, title: 'Other', price: 2 }, { onConflict: 'id', ignoreDuplicates: true }),
  );
  assert.equal((await data(products().select('title').eq('id', 10).single())).title, 'Clip');
});

test('upsert is refused where another unique key could decide', async () => {
  const answer = await people().upsert({ id: 10, ...wanted }, { onConflict: 'id' });
  assert.equal(answer.status, 400);
  assert.match(answer.error.message, /email/);
});

test('update changes what is filtered, and the next read sees it', async () => {
  await data(people().insert({ id: 10, ...wanted }));
  await data(people().select().eq('id', 10));
  const rows = await data(people().update({ city: 'Bergen' }).eq('id', 10).select('id, city'));
  assert.deepEqual(rows, [{ id: 10, city: 'Bergen' }]);
  assert.equal((await data(people().select('city').eq('id', 10).single())).city, 'Bergen');
  assert.equal((await data(people().select('city').eq('email', wanted.email).single())).city, 'Bergen');
});

test('update with a count and without rows', async () => {
  const answer = await people().update({ city: 'X' }, { count: 'exact' }).eq('id', 999);
  assert.equal(answer.error, null);
  assert.equal(answer.count, 0);
});

test('maxAffected keeps a write small', async () => {
  assert.equal((await error(people().update({ city: 'X' }).gt('id', 0).maxAffected(1).select())).code, 'PGRST124');
  assert.equal((await data(people().select('city').eq('id', 1).single())).city, 'London');
});

test('rollback leaves all as it was', async () => {
  const rows = await data(people().insert(wanted).select('name').rollback());
  assert.deepEqual(rows, [{ name: 'Dee' }]);
  assert.equal(await data(people().select().eq('email', wanted.email).maybeSingle()), null);
});

test('delete answers the rows that went', async () => {
  await data(people().insert({ id: 10, ...wanted }));
  assert.deepEqual(await data(people().delete().eq('id', 10).select('id')), [{ id: 10 }]);
  assert.equal(await data(people().select().eq('id', 10).maybeSingle()), null);
});

test('delete without a filter is refused', async () => {
  assert.equal((await error(people().delete())).status, 400);
});

test('an insert of a column that is not there is refused', async () => {
  assert.equal((await error(people().insert({ ...wanted, colour: 'red' }))).status, 400);
});
