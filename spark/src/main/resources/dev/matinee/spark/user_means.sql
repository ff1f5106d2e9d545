-- How generous users are: how many have which mean rating, in 40 bins over the scale.
WITH settings AS (SELECT double(?) AS lowest, (double(?) - double(?)) / 40 AS width),
placed AS (
  SELECT lowest, width, least(39, greatest(0, floor((avg_rating - lowest) / width))) AS bin
  FROM user_statistics CROSS JOIN settings
)
SELECT lowest + bin * width AS low, lowest + (bin + 1) * width AS high, count(*) AS n
FROM placed GROUP BY lowest, bin, width ORDER BY low
