// The clients under test, on the Forebay that the environment names.
import { createClient } from '@supabase/supabase-js';
import { PostgrestClient } from '@supabase/postgrest-js';
import WebSocket from 'ws';

const url = process.env.FOREBAY_URL;
const key = process.env.FOREBAY_SECRET_KEY;

export const shop = createClient(url, key, {
  auth: { persistSession: false },
  realtime: { transport: WebSocket }, // Node before 22 has none of its own
});
/** What a browser would use: with the publishable key. */
export const web = createClient(url, process.env.FOREBAY_PUBLISHABLE_KEY, {
  auth: { persistSession: false },
  realtime: { transport: WebSocket },
});
export const rest = new PostgrestClient(`${url}/rest/v1`, { headers: { apikey: key } });

/** The data of an answer that must not be an error. */
export async function data(query) {
  const answer = await query;
  if (answer.error) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

/** The error of an answer that must be one. */
export async function error(query) {
  const answer = await query;
  if (!answer.error) throw new Error(`no error, but ${JSON.stringify(answer.data)}`);
  return { status: answer.status, code: answer.error.code };
}

export const ids = (rows) => rows.map((row) => row.id);
