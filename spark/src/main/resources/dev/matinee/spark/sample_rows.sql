-- The first ratings as they stand in the catalog, with what is known of the movie.
WITH first_rows AS (SELECT * FROM ratings ORDER BY user_id, movie_id LIMIT 5)
SELECT CAST(user_id AS STRING) AS user_id, CAST(first_rows.movie_id AS STRING) AS movie_id, rating,
  coalesce(date_format(rated_at, 'yyyy-MM-dd HH:mm:ss'), '') AS rated_at,
  coalesce(title, '') AS title, coalesce(CAST(year AS STRING), '') AS year, array_join(coalesce(genres, array()), ', ') AS genres
FROM first_rows LEFT JOIN movies ON movies.movie_id = first_rows.movie_id ORDER BY first_rows.user_id, first_rows.movie_id
