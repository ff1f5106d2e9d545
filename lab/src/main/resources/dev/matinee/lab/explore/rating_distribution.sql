-- How often each rating was given; a scale without steps is cut into 40 parts.
WITH settings AS (SELECT ?::DOUBLE AS lowest, ?::DOUBLE AS highest, ?::DOUBLE AS step),
levels AS (
  SELECT CASE WHEN step > 0 THEN rating::DOUBLE
    ELSE lowest + (least(39, floor((rating - lowest) / (highest - lowest) * 40)) + 0.5) * (highest - lowest) / 40 END AS rating
  FROM ratings, settings
)
SELECT rating, count(*) AS n, 100.0 * count(*) / sum(count(*)) OVER () AS share FROM levels GROUP BY rating ORDER BY rating;
