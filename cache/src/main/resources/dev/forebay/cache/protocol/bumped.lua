-- BUMPED: all buckets are in a new epoch; the nodes that do not know yet learn it from STATE.
-- KEYS: forebay.
-- Returns the number of bumps; after a flush it goes on from a number that no node has seen.
local r = redis.call
local time = r('TIME')
r('HSETNX', KEYS[1], 'bumps', string.format('%.0f', time[1] * 1000000 + time[2]))
return {r('HINCRBY', KEYS[1], 'bumps', 1)}
