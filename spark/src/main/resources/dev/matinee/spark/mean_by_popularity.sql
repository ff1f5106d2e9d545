-- How movies are rated by the size of their audience (1 to 9 ratings, 10 to 99, ...): the mean of their means, and how far
-- those scatter (population deviation); both rounded so that they do not depend on the order in which movies are added up.
WITH sized AS (SELECT floor(log10(total_ratings) + 1e-9D) AS power, avg_rating FROM movie_statistics)
SELECT pow(10, power) AS low, pow(10, power + 1) - 1 AS high, count(*) AS n, round(avg(avg_rating), 10) AS mean,
  round(stddev_pop(avg_rating), 10) AS deviation
FROM sized GROUP BY power ORDER BY power
