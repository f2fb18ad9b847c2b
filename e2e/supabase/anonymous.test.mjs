import { test } from 'node:test';
import assert from 'node:assert/strict';
import { web, data, error } from './shop.mjs';

const closed = { status: 403, code: 'FB302' };

test('select has the rows and columns that are open', async () => {
  assert.deepEqual(await data(web.from('products').select().order('id')), [
    { id: 1, title: 'Pen', price: 1.5 },
    { id: 2, title: 'Ink', price: 12 },
  ]);
});

test('a hidden row is one that is not there', async () => {
  const paper = () => web.from('products').select('title').eq('id', 3);
  assert.deepEqual(await data(paper()), []);
  assert.equal(await data(paper().maybeSingle()), null);
  assert.deepEqual(await error(paper().single()), { status: 406, code: 'PGRST116' });
  assert.deepEqual(await data(web.from('products').select('title').eq('id', 1).single()), {
    title: 'Pen',
  });
});

test('counts are of the open rows', async () => {
  for (const count of ['exact', 'planned', 'estimated']) {
    const answer = await web.from('products').select('*', { count, head: true });
    assert.equal(answer.count, 2);
  }
});

test('embeds leave out hidden rows, by columns that are hidden themselves', async () => {
  const all = web.from('order_lines').select('quantity, products(*)');
  assert.deepEqual(await data(all.in('quantity', [2, 10]).order('quantity')), [
    { quantity: 2, products: null },
    { quantity: 10, products: { id: 1, title: 'Pen', price: 1.5 } },
  ]);
  const inner = web.from('order_lines').select('quantity, products!inner(title)');
  assert.deepEqual(await data(inner.in('quantity', [2, 10])), [
    { quantity: 10, products: { title: 'Pen' } },
  ]);
});

test('all else is refused', async () => {
  assert.deepEqual(await error(web.from('products').select('stock')), closed);
  assert.deepEqual(await error(web.from('products').select('id').gt('stock', 0)), closed);
  assert.deepEqual(await error(web.from('customers').select()), closed);
  assert.deepEqual(await error(web.from('products').insert({ title: 'x', price: 1 })), closed);
  assert.deepEqual(await error(web.from('products').delete().eq('id', 1)), closed);
});
