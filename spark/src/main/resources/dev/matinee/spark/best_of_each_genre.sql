-- The three best movies of each genre by weighted score v/(v+m)*R + m/(v+m)*C; C is the mean of all ratings of the period.
WITH settings AS (
  SELECT double(?) AS m, timestamp(nullif(?, '')) AS from_time, timestamp(nullif(?, '')) AS to_time
),
counted AS (
  SELECT movie_id, count(*) AS n, double(sum(rating)) AS total FROM ratings CROSS JOIN settings
  WHERE (from_time IS NULL OR rated_at >= from_time) AND (to_time IS NULL OR rated_at < to_time)
  GROUP BY movie_id
),
compared AS (SELECT *, sum(total) OVER () / sum(n) OVER () AS c FROM counted),
scored AS (SELECT movie_id, n, total / n AS mean, (total + m * c) / (n + m) AS score FROM compared CROSS JOIN settings),
named AS (SELECT movie_id, title, year, explode(genres) AS genre FROM movies),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY genre ORDER BY score DESC, n DESC, movie_id) AS place
  FROM scored JOIN named USING (movie_id)
)
SELECT genre, CAST(movie_id AS STRING) AS movie_id, coalesce(title, '') AS title, coalesce(CAST(year AS STRING), '') AS year,
  n, mean, score
FROM placed WHERE place <= 3
ORDER BY genre, score DESC, n DESC, placed.movie_id
