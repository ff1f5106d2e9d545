-- How often each rating was given; a scale without steps is cut into 40 parts.
WITH settings AS (SELECT double(?) AS lowest, double(?) AS highest, double(?) AS step),
levels AS (
  SELECT CASE WHEN step > 0 THEN double(rating)
    ELSE lowest + (least(39, floor((rating - lowest) / (highest - lowest) * 40)) + 0.5D) * (highest - lowest) / 40 END AS rating
  FROM ratings CROSS JOIN settings
),
counted AS (SELECT rating, count(*) AS n FROM levels GROUP BY rating)
SELECT rating, n, 100D * n / sum(n) OVER () AS share FROM counted ORDER BY rating
