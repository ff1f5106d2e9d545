-- The genres there are.
SELECT DISTINCT genre FROM (SELECT explode(genres) AS genre FROM movies) ORDER BY genre
