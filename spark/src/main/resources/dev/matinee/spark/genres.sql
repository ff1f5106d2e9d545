-- Movies, ratings and mean rating of each genre; a movie counts in each of its genres, one without any as such. The mean is rounded
-- so that it does not depend on the order in which movies are added up.
WITH named AS (
  SELECT movie_id, explode(CASE WHEN size(genres) = 0 THEN array('(no genres listed)') ELSE genres END) AS genre FROM movies
)
SELECT genre, count(*) AS movies, coalesce(sum(total_ratings), 0) AS n,
  round(sum(total_ratings * avg_rating) / sum(total_ratings), 10) AS mean
FROM named LEFT JOIN movie_statistics USING (movie_id) GROUP BY genre ORDER BY n DESC, genre
