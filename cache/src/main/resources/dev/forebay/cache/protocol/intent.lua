-- INTENT: a transaction changes what the entry holds. Drops values, of every epoch, and the lease;
-- a token counts once, and two transactions at a time make the entry dirty. Without a TTL, so that
-- it is not evicted.
-- KEYS: entry, {b}ep. ARGV: epoch, token, lock hint.
-- Returns PLACED, the number of intents.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return redis.error_reply('FBEPOCH the bucket is in another epoch')
end
local r = redis.call
if r('HEXISTS', KEYS[1], 'n') == 0 then
  r('DEL', KEYS[1])
end
local time = r('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if r('HSETNX', KEYS[1], 'p:' .. ARGV[2], string.format('%.0f|%s', now, ARGV[3])) == 1 then
  if r('HINCRBY', KEYS[1], 'n', 1) > 1 then
    r('HSET', KEYS[1], 'd', 1)
  end
end
return {'PLACED', tonumber(r('HGET', KEYS[1], 'n'))}
