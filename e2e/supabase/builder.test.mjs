import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as postgrest from '@supabase/postgrest-js';
import { shop, data, error, ids } from './shop.mjs';

const builders = [
  postgrest.PostgrestClient,
  postgrest.PostgrestQueryBuilder,
  postgrest.PostgrestFilterBuilder,
  postgrest.PostgrestTransformBuilder,
  postgrest.PostgrestBuilder,
];

/** What the client's own declarations call private. */
const hidden = new Set(
  [...readFileSync(new URL('./node_modules/@supabase/postgrest-js/dist/index.d.mts', import.meta.url), 'utf8')
    .matchAll(/^  private (\w+)/gm)].map((found) => found[1]),
);

test('every method of the builders is in a test', () => {
  const tests = readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join('\n');
  const called = (name) => new RegExp(`\\.${name}\\(|^const ranges = .*'${name}'`, 'm').test(tests);
  const methods = builders.flatMap((builder) => Object.getOwnPropertyNames(builder.prototype));
  const public_ = methods.filter((name) => name !== 'constructor' && !hidden.has(name));
  assert.ok(public_.length > 50, `only ${public_.length} methods were found`);
  assert.deepEqual(public_.filter((name) => !called(name)), []);
});

test('setHeader is sent', async () => {
  const rows = await data(shop.from('orders').select('id').setHeader('Range', '1-1').order('id'));
  assert.deepEqual(ids(rows), [2]);
});

test('retry, returns and overrideTypes change nothing of the request', async () => {
  const one = () => shop.from('orders').select('id').eq('id', 1);
  const expected = [{ id: 1 }];
  assert.deepEqual(await data(one().retry(false)), expected);
  assert.deepEqual(await data(one().returns()), expected);
  assert.deepEqual(await data(one().overrideTypes()), expected);
});

test('a query is a promise', async () => {
  assert.deepEqual(await shop.from('orders').select('id').eq('id', 1).then((answer) => answer.data), [{ id: 1 }]);
});

test('geojson and explain are not among the forms of an answer: 406 that names those', async () => {
  for (const query of [
    shop.from('orders').select().geojson(),
    shop.from('orders').select().explain(),
    shop.from('orders').select().explain({ analyze: true, format: 'json' }),
  ]) {
    const answer = await query;
    assert.equal(answer.status, 406);
    assert.equal(answer.error.code, 'FB106');
    assert.match(answer.error.hint, /text\/csv/);
  }
});

test('range of what is embedded', async () => {
  const customer = await data(
    shop
      .from('customers')
      .select('name, orders(id)')
      .eq('id', 1)
      .order('id', { referencedTable: 'orders' })
      .range(1, 5, { referencedTable: 'orders' })
      .single(),
  );
  assert.deepEqual(customer, { name: 'Ada', orders: [{ id: 2 }] });
});

test('textSearch in every form, of a column with a FULLTEXT index', async () => {
  const search = (text, options) => shop.from('products').select('id').textSearch('title', text, options).order('id');
  assert.deepEqual(ids(await data(search('paper | ink'))), [2, 3]);
  assert.deepEqual(ids(await data(search('paper', { type: 'plain' }))), [3]);
  assert.deepEqual(ids(await data(search('paper', { type: 'phrase' }))), [3]);
  assert.deepEqual(ids(await data(search('paper or ink', { type: 'websearch' }))), [2, 3]);
  assert.equal((await error(search('paper', { config: 'english' }))).status, 400);
});

test('overlaps of JSON, where the server has it', async () => {
  const found = await data(shop.from('customers').select('id').overlaps('preferences->tags', ['b', 'z']));
  assert.deepEqual(ids(found), [1]);
});

test('every write counts', async () => {
  const product = { id: 60, title: 'Clip', price: 2 };
  const products = () => shop.from('products');
  const exact = { count: 'exact' };
  assert.equal((await products().insert(product, exact)).count, 1);
  assert.equal((await products().upsert({ ...product, price: 3 }, { onConflict: 'id', ...exact })).count, 1);
  assert.equal((await products().update({ stock: 9 }, exact).eq('id', 60)).count, 1);
  assert.equal((await products().delete(exact).eq('id', 60)).count, 1);
});

test('upsert leaves out to a default or to null', async () => {
  const upsert = (options) =>
    data(
      shop
        .from('products')
        .upsert([{ id: 61, title: 'Clip', price: 2 }, { id: 62, title: 'Pin', price: 2, stock: 4 }], options)
        .select('id, stock')
        .order('id')
        .rollback(),
    );
  assert.deepEqual(await upsert({ onConflict: 'id', defaultToNull: false }), [
    { id: 61, stock: 0 },
    { id: 62, stock: 4 },
  ]);
  await assert.rejects(upsert({ onConflict: 'id' }), /stock/);
});

test('maxAffected holds what a procedure answers', async () => {
  const answer = await shop.rpc('orders_of', { customer: 1 }).maxAffected(1);
  assert.equal(answer.error.code, 'PGRST124');
  assert.equal((await data(shop.rpc('orders_of', { customer: 1 }).maxAffected(2))).length, 2);
});
