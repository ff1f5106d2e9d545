-- The first ratings as they stand in the catalog, with what is known of the movie.
WITH first_rows AS (SELECT * FROM ratings ORDER BY user_id, movie_id LIMIT 5)
SELECT user_id::VARCHAR AS user_id, movie_id::VARCHAR AS movie_id, rating,
  coalesce(strftime(rated_at, '%Y-%m-%d %H:%M:%S'), '') AS rated_at,
  coalesce(title, '') AS title, coalesce(year::VARCHAR, '') AS year, array_to_string(coalesce(genres, []), ', ') AS genres
FROM first_rows LEFT JOIN movies USING (movie_id) ORDER BY first_rows.user_id, first_rows.movie_id;
