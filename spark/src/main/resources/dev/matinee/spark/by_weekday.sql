-- Ratings by day of the week, Monday first, UTC.
SELECT weekday(rated_at) + 1 AS weekday, count(*) AS n FROM ratings WHERE rated_at IS NOT NULL GROUP BY 1 ORDER BY 1
