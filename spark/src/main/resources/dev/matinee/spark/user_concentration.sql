-- How unevenly ratings are spread over users: the Gini coefficient (0: all have as many, 1: one has them all) and the share
-- of all ratings that the top 1, 5 and 10 % of users have (at least one user each).
WITH ranked AS (
  SELECT total_ratings AS n, row_number() OVER (ORDER BY total_ratings, user_id) AS place, count(*) OVER () AS everyone
  FROM user_statistics
)
SELECT any_value(everyone) AS everyone, sum(n) AS total,
  2D * sum(place * n) / (any_value(everyone) * sum(n)) - (any_value(everyone) + 1D) / any_value(everyone) AS gini,
  100D * sum(n) FILTER (WHERE place > everyone - ceil(everyone * 0.01D)) / sum(n) AS top1,
  100D * sum(n) FILTER (WHERE place > everyone - ceil(everyone * 0.05D)) / sum(n) AS top5,
  100D * sum(n) FILTER (WHERE place > everyone - ceil(everyone * 0.10D)) / sum(n) AS top10
FROM ranked
