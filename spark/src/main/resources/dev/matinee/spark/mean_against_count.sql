-- Every movie's number of ratings and mean rating; of more than 10,000 movies every so-manyth in the order of their number of
-- ratings, so that rare and popular ones are shown in proportion.
WITH ranked AS (
  SELECT movie_id, total_ratings, avg_rating, row_number() OVER (ORDER BY total_ratings, avg_rating, movie_id) AS place,
    count(*) OVER () AS everyone
  FROM movie_statistics
)
SELECT total_ratings, avg_rating, everyone,
  coalesce(title || coalesce(' (' || CAST(year AS STRING) || ')', ''), CAST(movie_id AS STRING)) AS movie
FROM ranked LEFT JOIN movies USING (movie_id)
WHERE place % greatest(1, ceil(everyone / 10000D)) = 0 ORDER BY place
