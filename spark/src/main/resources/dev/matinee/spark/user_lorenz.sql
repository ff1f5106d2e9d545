-- The Lorenz curve of users: which share of all ratings the least active users have, at about 200 places.
WITH ranked AS (
  SELECT row_number() OVER (ORDER BY total_ratings, user_id) AS place, count(*) OVER () AS everyone,
    sum(total_ratings) OVER (ORDER BY total_ratings, user_id) AS upto, sum(total_ratings) OVER () AS total
  FROM user_statistics
)
SELECT 100D * place / everyone AS members, 100D * upto / total AS ratings
FROM ranked WHERE place % greatest(1, everyone div 200) = 0 OR place = everyone ORDER BY place
