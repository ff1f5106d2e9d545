-- The densest region of users and movies: the 30 movies with most ratings, and the 40 users who rated most of those.
WITH popular AS (
  SELECT movie_id, row_number() OVER (ORDER BY total_ratings DESC, movie_id) AS movie_place FROM movie_statistics
),
inside AS (SELECT user_id, movie_id, rating, movie_place FROM ratings JOIN popular USING (movie_id) WHERE movie_place <= 30),
counted AS (SELECT user_id, count(*) AS n FROM inside GROUP BY user_id),
keen AS (SELECT user_id, row_number() OVER (ORDER BY n DESC, user_id) AS user_place FROM counted)
SELECT user_place, CAST(user_id AS STRING) AS user_id, movie_place, CAST(inside.movie_id AS STRING) AS movie_id, rating,
  coalesce(title, CAST(inside.movie_id AS STRING)) AS movie
FROM inside JOIN keen USING (user_id) LEFT JOIN movies ON movies.movie_id = inside.movie_id
WHERE user_place <= 40
ORDER BY user_place, movie_place
