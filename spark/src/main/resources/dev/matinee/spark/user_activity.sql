-- How many users have how many ratings: in 50 bins of equal width from 0 (scale 'linear'), and in bins that grow by the
-- fifth root of ten (scale 'log'). Bins without any user are left out.
WITH most AS (SELECT greatest(1D, ceil((max(total_ratings) + 1) / 50D)) AS width FROM user_statistics),
linear AS (SELECT floor(total_ratings / width) AS bin, width FROM user_statistics CROSS JOIN most),
log AS (SELECT floor(log10(total_ratings) * 5 + 1e-9D) AS bin FROM user_statistics)
SELECT 'linear' AS scale, bin * width AS low, (bin + 1) * width AS high, count(*) AS n FROM linear GROUP BY bin, width
UNION ALL
SELECT 'log', pow(10, bin / 5D), pow(10, (bin + 1) / 5D), count(*) FROM log GROUP BY bin
ORDER BY scale, low
