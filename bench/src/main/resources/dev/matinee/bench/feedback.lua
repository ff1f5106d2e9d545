-- wrk tells of ratings, one event a request, each with a key of its own. Arguments: the files with the ids of users and of movies, one a
-- line; what sets the keys of this run apart from those of others.
local users, movies = {}, {}
local name
local events = 0

local function read(file, ids)
  for id in io.lines(file) do
    ids[#ids + 1] = id
  end
end

function init(arguments)
  read(arguments[1], users)
  read(arguments[2], movies)
  name = arguments[3]
  math.randomseed(42)
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  events = events + 1
  return wrk.format("POST", "/api/v1/feedback", nil, string.format(
    '{"idempotencyKey":"%s-%d","user":"%s","movie":"%s","kind":"rating","rating":%d}',
    name, events, users[math.random(#users)], movies[math.random(#movies)], math.random(5)))
end
