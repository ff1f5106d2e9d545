-- The genres there are.
SELECT DISTINCT unnest(genres) AS genre FROM movies ORDER BY genre;
