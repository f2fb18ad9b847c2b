-- FILL: stores what a reader has loaded, if nothing came between: neither an intent, nor an
-- invalidation, nor another lease, nor another epoch.
-- KEYS: entry, {b}ep. ARGV: epoch, token, value, TTL in ms.
-- Returns STORED | REFUSED.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return redis.error_reply('FBEPOCH the bucket is in another epoch')
end
local r = redis.call
local lease = r('HGET', KEYS[1], 'l')
if not lease or string.match(lease, '^(.*):%d+$') ~= ARGV[2] then
  return {'REFUSED'}
end
r('DEL', KEYS[1])
r('HSET', KEYS[1], 'v' .. ARGV[1], ARGV[3])
r('PEXPIRE', KEYS[1], ARGV[4])
return {'STORED'}
