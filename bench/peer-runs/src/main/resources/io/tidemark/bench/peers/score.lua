-- One transaction of R1: id, original ('' for a sale), rep, sku, period, quantity, amount (units of four decimals).
-- Numbers are doubles here, so that points are right to some fifteen digits.
local id, original, rep, sku, period = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local category, gain

if original == '' then
  category = redis.call('HGET', 'class', sku)
  local row = rep .. '|' .. period .. '|' .. category .. '|' .. ARGV[6] .. '|' .. ARGV[7]
  if redis.call('HSETNX', 'activity', id, row) == 0 then return 0 end
  gain = tonumber(ARGV[7])
else
  if redis.call('HSETNX', 'activity', id, '') == 0 then return 0 end
  local r, p, c, quantity, amount = string.match(redis.call('HGET', 'activity', original), '^(.*)|(.*)|(.*)|(.*)|(.*)$')
  rep, period, category = r, p, c
  quantity = tonumber(quantity)
  local after = redis.call('HINCRBY', 'returned', original, ARGV[6])
  local before = math.min(quantity, after - tonumber(ARGV[6]))
  gain = 0 - tonumber(amount) * (math.min(quantity, after) - before) / quantity
end

local function whole(x) return string.format('%.0f', x) end

local standing = 'standing:' .. period .. ':' .. rep
redis.call('HINCRBY', standing, category, whole(gain))
local row = redis.call('HMGET', standing, '0', '1', '2', '3', '4', 'points')
local rates = {1, 1.25, 1.5, 2, 3}
local volume, base = 0, 0
for k = 1, 5 do
  local sum = tonumber(row[k] or 0)
  volume = volume + sum
  base = base + sum * rates[k]
end
local at = {500000000, 1000000000, 2500000000}
local over = {0.25, 0.5, 1}
local area = 0
for k = 1, 3 do
  if volume > at[k] then area = area + (math.min(volume, at[k + 1] or volume) - at[k]) * over[k] end
end
local points = base
if area > 0 then points = base + math.floor(base * area / volume + 0.5) end
local tier = 'bronze'
if volume >= 2500000000 then tier = 'platinum'
elseif volume >= 1000000000 then tier = 'gold'
elseif volume >= 250000000 then tier = 'silver' end

local moved = whole(points - tonumber(row[6] or 0))
redis.call('HSET', standing, 'points', whole(points))
redis.call('HSET', 'tier:' .. period, rep, tier)
local above = redis.call('HMGET', 'rep:' .. rep, 'location', 'distributor', 'region')
redis.call('ZADD', 'board:reps:' .. period, whole(points), rep)
redis.call('ZINCRBY', 'board:locations:' .. period, moved, above[1])
redis.call('ZINCRBY', 'board:distributors:' .. period, moved, above[2])
redis.call('ZINCRBY', 'board:regions:' .. period, moved, above[3])
return 1
