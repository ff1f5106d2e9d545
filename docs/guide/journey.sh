#!/bin/sh
# A visitor's journey with curl, through a service of the embedded sample: journey.sh http://127.0.0.1:8080
set -eu

service=${1:-http://127.0.0.1:8080}
user=traveller-$$

say() { printf '\n== %s\n' "$*"; }
get() { curl --silent --show-error --fail-with-body "$service$1"; echo; }
post() { curl --silent --show-error --fail-with-body --header 'Content-Type: application/json' --data "$2" "$service$1"; echo; }

say "Is it there?"
get /health/ready

say "What is popular?"
get '/api/v1/movies/top?genre=Sci-Fi&top=3'

say "A movie by its name"
get '/api/v1/movies?search=star%20wars&top=3'
get /api/v1/movies/260

say "What is like it?"
get '/api/v1/movies/260/similar?top=3'

say "For a visitor who liked it"
post /api/v1/recommendations '{"history":[{"movie":"260","rating":5}],"top":3}'

say "A user of whom nothing is known gets what is popular"
get "/api/v1/users/$user/recommendations?top=3"

say "What the user does is told, twice: it counts once"
event='{"idempotencyKey":"1","user":"'$user'","movie":"260","kind":"rating","rating":5}'
post /api/v1/feedback "$event"
post /api/v1/feedback "$event"

say "Now the list rests on it"
get "/api/v1/users/$user/recommendations?top=3&explain=true"
get "/api/v1/users/$user"

say "What would user 42 give it?"
get /api/v1/users/42/predictions/260

say "The user is erased, and a stranger again"
curl --silent --show-error --fail-with-body --request DELETE "$service/api/v1/users/$user"
echo
get "/api/v1/users/$user/recommendations?top=3"
