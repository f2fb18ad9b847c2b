-- INVAL: what the entry holds, in whatever epoch, is no longer known to be current: a transaction
-- has changed it. Unless FINISH of that very transaction has left it (field x): it was read inside.
-- While intents stand, it is noted which one was told of (t): if it is the one that they are of,
-- FINISH may still store. Another one, or one that is not known, makes the entry dirty.
-- KEYS: entry. ARGV: the transaction, or ''.
-- Returns KEPT | DIRTY where intents stand | DROPPED.
local r = redis.call
if r('HEXISTS', KEYS[1], 'n') == 1 then
  local told = r('HGET', KEYS[1], 't') or ARGV[1]
  if ARGV[1] ~= '' and told == ARGV[1] then
    r('HSET', KEYS[1], 't', ARGV[1])
  else
    r('HSET', KEYS[1], 'd', 1)
  end
  return {'DIRTY'}
end
if ARGV[1] ~= '' and r('HGET', KEYS[1], 'x') == ARGV[1] then
  return {'KEPT'}
end
r('UNLINK', KEYS[1])
return {'DROPPED'}
