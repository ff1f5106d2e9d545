-- How many users have how many ratings: in 50 bins of equal width from 0 (scale 'linear'), and in bins that grow by the
-- fifth root of ten (scale 'log'). Bins without any user are left out.
WITH most AS (SELECT greatest(1, ceil((max(total_ratings) + 1) / 50.0)) AS width FROM user_statistics)
SELECT 'linear' AS scale, floor(total_ratings / width) * width AS low, (floor(total_ratings / width) + 1) * width AS high,
  count(*) AS n
FROM user_statistics, most GROUP BY ALL
UNION ALL
SELECT 'log', pow(10, floor(log10(total_ratings) * 5 + 1e-9) / 5), pow(10, (floor(log10(total_ratings) * 5 + 1e-9) + 1) / 5),
  count(*)
FROM user_statistics GROUP BY ALL
ORDER BY scale, low;
