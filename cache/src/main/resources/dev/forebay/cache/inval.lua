-- INVAL: what the entry holds, in whatever epoch, is no longer known to be current.
-- KEYS: entry.
-- Returns DIRTY where intents stand | DROPPED.
local r = redis.call
if r('HEXISTS', KEYS[1], 'n') == 1 then
  r('HSET', KEYS[1], 'd', 1)
  return {'DIRTY'}
end
r('UNLINK', KEYS[1])
return {'DROPPED'}
