-- Ratings by hour of day, UTC. Data with dates alone have all of them at hour 0.
SELECT hour, coalesce(n, 0) AS n
FROM (SELECT explode(sequence(0, 23)) AS hour)
LEFT JOIN (SELECT hour(rated_at) AS hour, count(*) AS n FROM ratings WHERE rated_at IS NOT NULL GROUP BY 1) USING (hour)
ORDER BY hour
