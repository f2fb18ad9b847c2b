-- STATE: what concerns all buckets. Every node asks for it several times a second.
-- KEYS: forebay.
-- Returns the number of bumps, for how many ms the tailer's mark still holds (0: not at all).
local r = redis.call
local time = r('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local mark = tonumber(r('HGET', KEYS[1], 'mark') or 0)
return {tonumber(r('HGET', KEYS[1], 'bumps') or -1), math.max(0, mark - now)}
