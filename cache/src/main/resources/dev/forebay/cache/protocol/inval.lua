-- INVAL: what the entries hold, in whatever epoch, is no longer known to be current: a transaction
-- has changed it. Unless FINISH of that very transaction has left it (field x): it was read inside.
-- While intents stand, it is noted which one was told of (t): if it is the one that they are of,
-- FINISH may still store. Another one, or one that is not known, makes the entry dirty.
-- KEYS: entries of one bucket. ARGV: the transaction, or ''.
-- Returns for each: KEPT | DIRTY where intents stand | DROPPED.
local r = redis.call
local outcomes = {}
-- Of many rows that were inserted, hardly any has an entry.
local absent = #KEYS > 1 and r('EXISTS', unpack(KEYS)) == 0
for i = 1, #KEYS do
  if absent then
    outcomes[i] = 'DROPPED'
  elseif r('HEXISTS', KEYS[i], 'n') == 1 then
    local told = r('HGET', KEYS[i], 't') or ARGV[1]
    if ARGV[1] ~= '' and told == ARGV[1] then
      r('HSET', KEYS[i], 't', ARGV[1])
    else
      r('HSET', KEYS[i], 'd', 1)
    end
    outcomes[i] = 'DIRTY'
  elseif ARGV[1] ~= '' and r('HGET', KEYS[i], 'x') == ARGV[1] then
    outcomes[i] = 'KEPT'
  else
    r('UNLINK', KEYS[i])
    outcomes[i] = 'DROPPED'
  end
end
return outcomes
