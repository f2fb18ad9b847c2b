-- EPOCH: the bucket's epoch. A new one where Redis has none (flushed, or never used), where the
-- process is not the one that the epoch belongs to (restarted, or a replica took over: intents may
-- have been lost then), and where the caller says so (BUMP: what is cached is not known to be right).
-- Values of the epochs before are not served from then on. The process, because who else works in
-- the epoch of before is connected to it, and learns of its end when the connection ends.
-- KEYS: {b}ep, {b}id. ARGV: the server's run_id, 1 for a new one in any case.
-- Returns the epoch, and 0; or, if it is new, why: 1 as said, 2 there was none, 3 another process.
local r = redis.call
local epoch = r('GET', KEYS[1])
if epoch and r('GET', KEYS[2]) == ARGV[1] and ARGV[2] ~= '1' then
  return {epoch, 0}
end
local why = ARGV[2] == '1' and 1 or epoch and 3 or 2
local time = r('TIME')
local next = math.max(time[1] * 1000000 + time[2], (tonumber(epoch) or 0) + 1)
epoch = string.format('%.0f', next)
r('SET', KEYS[1], epoch)
r('SET', KEYS[2], ARGV[1])
return {epoch, why}
