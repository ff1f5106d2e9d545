-- Movies, and ratings of them, by year of release.
SELECT year, count(*) AS movies, coalesce(sum(total_ratings), 0) AS n
FROM movies LEFT JOIN movie_statistics USING (movie_id) WHERE year IS NOT NULL GROUP BY year ORDER BY year
