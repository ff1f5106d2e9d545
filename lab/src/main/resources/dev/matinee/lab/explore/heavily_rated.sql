-- The movies with most ratings in a period and a genre, with their weighted score v/(v+m)*R + m/(v+m)*C: v ratings of the
-- movie, R their mean, C the mean of all ratings of the period whatever their genre, m as set. An empty genre is any.
WITH settings AS (
  SELECT ?::DOUBLE AS m, ?::VARCHAR AS wanted, nullif(?, '')::TIMESTAMP AS from_time, nullif(?, '')::TIMESTAMP AS to_time, ?::BIGINT AS places
),
counted AS (
  SELECT movie_id, count(*) AS n, sum(rating)::DOUBLE AS total FROM ratings, settings
  WHERE (from_time IS NULL OR rated_at >= from_time) AND (to_time IS NULL OR rated_at < to_time)
  GROUP BY movie_id
),
scored AS (
  SELECT movie_id, n, total / n AS mean, sum(total) OVER () / sum(n) OVER () AS c,
    (total + m * c) / (n + m) AS score
  FROM counted, settings
)
SELECT scored.movie_id::VARCHAR AS movie_id, coalesce(title, '') AS title, coalesce(year::VARCHAR, '') AS year,
  array_to_string(coalesce(genres, []), ', ') AS genres, n, mean, score, c
FROM scored LEFT JOIN movies USING (movie_id), settings
WHERE wanted = '' OR list_contains(genres, wanted)
ORDER BY n DESC, score DESC, scored.movie_id LIMIT (SELECT places FROM settings);
