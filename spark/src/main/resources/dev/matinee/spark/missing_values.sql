-- How many values are missing in each column that can miss any.
SELECT 'ratings.rated_at' AS field, count(*) - count(rated_at) AS missing, count(*) AS n FROM ratings
UNION ALL SELECT 'movies.title', count(*) - count(title), count(*) FROM movies
UNION ALL SELECT 'movies.year', count(*) - count(year), count(*) FROM movies
UNION ALL SELECT 'movies.genres', count_if(size(genres) = 0), count(*) FROM movies
