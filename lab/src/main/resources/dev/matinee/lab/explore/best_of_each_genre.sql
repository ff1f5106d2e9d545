-- The three best movies of each genre by weighted score v/(v+m)*R + m/(v+m)*C; C is the mean of all ratings of the period.
WITH settings AS (
  SELECT ?::DOUBLE AS m, nullif(?, '')::TIMESTAMP AS from_time, nullif(?, '')::TIMESTAMP AS to_time
),
counted AS (
  SELECT movie_id, count(*) AS n, sum(rating)::DOUBLE AS total FROM ratings, settings
  WHERE (from_time IS NULL OR rated_at >= from_time) AND (to_time IS NULL OR rated_at < to_time)
  GROUP BY movie_id
),
scored AS (
  SELECT movie_id, n, total / n AS mean, (total + m * (sum(total) OVER () / sum(n) OVER ())) / (n + m) AS score
  FROM counted, settings
),
named AS (SELECT movie_id, title, year, unnest(genres) AS genre FROM movies)
SELECT genre, movie_id::VARCHAR AS movie_id, coalesce(title, '') AS title, coalesce(year::VARCHAR, '') AS year, n, mean, score
FROM scored JOIN named USING (movie_id)
QUALIFY row_number() OVER (PARTITION BY genre ORDER BY score DESC, n DESC, movie_id) <= 3
ORDER BY genre, score DESC, n DESC, movie_id;
