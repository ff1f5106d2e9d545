-- The densest region of users and movies: the 30 movies with most ratings, and the 40 users who rated most of those.
WITH popular AS (
  SELECT movie_id, row_number() OVER (ORDER BY total_ratings DESC, movie_id) AS movie_place
  FROM movie_statistics QUALIFY movie_place <= 30
),
inside AS (SELECT user_id, movie_id, rating, movie_place FROM ratings JOIN popular USING (movie_id)),
keen AS (
  SELECT user_id, row_number() OVER (ORDER BY count(*) DESC, user_id) AS user_place
  FROM inside GROUP BY user_id QUALIFY user_place <= 40
)
SELECT user_place, user_id::VARCHAR AS user_id, movie_place, inside.movie_id::VARCHAR AS movie_id, rating,
  coalesce(title, inside.movie_id::VARCHAR) AS movie
FROM inside JOIN keen USING (user_id) LEFT JOIN movies ON movies.movie_id = inside.movie_id
ORDER BY user_place, movie_place;
