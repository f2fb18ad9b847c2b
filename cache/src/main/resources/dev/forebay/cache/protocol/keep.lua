-- KEEP: stores a list. It names the generations that it was read under, and is served only while its
-- tables are in them: so it needs neither a lease nor an epoch.
-- KEYS: list. ARGV: value, TTL in ms.
-- Returns STORED.
redis.call('HSET', KEYS[1], 'v', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'STORED'}
