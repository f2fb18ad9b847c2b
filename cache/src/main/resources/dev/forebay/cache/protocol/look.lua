-- LOOK: what an entry holds, for somebody who checks the cache. Changes nothing.
-- KEYS: entry, {b}ep.
-- Returns VALUE value, TTL in ms (-1: none), when that ends | PEND age of an intent in ms... | NONE.
local r = redis.call
local time = r('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if r('HEXISTS', KEYS[1], 'n') == 1 then
  local reply = {'PEND'}
  local fields = r('HGETALL', KEYS[1])
  for i = 1, #fields, 2 do
    if string.sub(fields[i], 1, 2) == 'p:' then
      reply[#reply + 1] = now - tonumber(string.match(fields[i + 1], '^%d+'))
    end
  end
  return reply
end
local epoch = r('GET', KEYS[2])
local value = epoch and r('HGET', KEYS[1], 'v' .. epoch)
if not value then
  return {'NONE'}
end
local ttl = r('PTTL', KEYS[1])
return {'VALUE', value, ttl, ttl < 0 and ttl or now + ttl}
