-- INVAL: what the entry holds is no longer known to be current.
-- KEYS: entry, {b}ep. ARGV: epoch.
-- Returns DIRTY where intents stand | DROPPED.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return redis.error_reply('FBEPOCH the bucket is in another epoch')
end
local r = redis.call
if r('HEXISTS', KEYS[1], 'n') == 1 then
  r('HDEL', KEYS[1], 'v', 'l')
  r('HSET', KEYS[1], 'd', 1)
  return {'DIRTY'}
end
r('UNLINK', KEYS[1])
return {'DROPPED'}
