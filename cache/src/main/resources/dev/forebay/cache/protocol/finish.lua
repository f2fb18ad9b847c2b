-- FINISH: the transaction has ended. The last one to end deletes the entry, and stores its value
-- unless transactions overlapped (whose value is the newer one is not known then) or the epoch is
-- not the one that the intent was placed in, or INVAL has told of another transaction than this. The
-- value names its transaction (field x), if that is known, so that INVAL of it leaves the value. An intent that is not there was lost, or settled: a
-- reader may have stored an old value since, so what is there goes as by INVAL.
-- Refuses no epoch: an entry with fewer values is never wrong.
-- KEYS: entry, {b}ep. ARGV: epoch, token, value or '', TTL in ms, transaction or ''.
-- Returns UNKNOWN where the intent does not stand | LEFT others | STORED | DROPPED.
local r = redis.call
if r('HDEL', KEYS[1], 'p:' .. ARGV[2]) == 0 then
  if r('HEXISTS', KEYS[1], 'n') == 1 then
    r('HSET', KEYS[1], 'd', 1)
  else
    r('UNLINK', KEYS[1])
  end
  return {'UNKNOWN'}
end
local others = r('HINCRBY', KEYS[1], 'n', -1)
if others > 0 then
  return {'LEFT', others}
end
local told = r('HGET', KEYS[1], 't')
local dirty = r('HEXISTS', KEYS[1], 'd') == 1 or (told and told ~= ARGV[5])
r('DEL', KEYS[1])
if dirty or ARGV[3] == '' or r('GET', KEYS[2]) ~= ARGV[1] then
  return {'DROPPED'}
end
r('HSET', KEYS[1], 'v' .. ARGV[1], ARGV[3])
if ARGV[5] ~= '' then
  r('HSET', KEYS[1], 'x', ARGV[5])
end
r('PEXPIRE', KEYS[1], ARGV[4])
return {'STORED'}
