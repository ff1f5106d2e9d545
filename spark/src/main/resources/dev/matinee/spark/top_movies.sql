-- The best movies of a period and a genre by weighted score v/(v+m)*R + m/(v+m)*C: v ratings of the movie, R their mean, C the
-- mean of all ratings of the period whatever their genre, m as set. An empty genre is any.
WITH settings AS (
  SELECT double(?) AS m, ? AS wanted, timestamp(nullif(?, '')) AS from_time, timestamp(nullif(?, '')) AS to_time, ? AS places
),
counted AS (
  SELECT movie_id, count(*) AS n, double(sum(rating)) AS total FROM ratings CROSS JOIN settings
  WHERE (from_time IS NULL OR rated_at >= from_time) AND (to_time IS NULL OR rated_at < to_time)
  GROUP BY movie_id
),
compared AS (SELECT *, sum(total) OVER () / sum(n) OVER () AS c FROM counted),
chosen AS (
  SELECT compared.movie_id, title, year, coalesce(genres, array()) AS genres, n, total / n AS mean,
    (total + m * c) / (n + m) AS score, c, places
  FROM compared CROSS JOIN settings LEFT JOIN movies ON movies.movie_id = compared.movie_id
  WHERE wanted = '' OR array_contains(genres, wanted)
),
placed AS (SELECT *, row_number() OVER (ORDER BY score DESC, n DESC, movie_id) AS place FROM chosen)
SELECT CAST(movie_id AS STRING) AS movie_id, coalesce(title, '') AS title, coalesce(CAST(year AS STRING), '') AS year,
  array_join(genres, ', ') AS genres, n, mean, score, c
FROM placed WHERE place <= places ORDER BY place
