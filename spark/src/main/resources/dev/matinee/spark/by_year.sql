-- Ratings year by year, with their mean.
SELECT year(rated_at) AS year, count(*) AS n, avg(rating) AS mean
FROM ratings WHERE rated_at IS NOT NULL GROUP BY 1 ORDER BY 1;
