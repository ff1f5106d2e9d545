-- How generous users are: how many have which mean rating, in 40 bins over the scale.
WITH settings AS (SELECT ?::DOUBLE AS lowest, (?::DOUBLE - ?::DOUBLE) / 40 AS width)
SELECT lowest + bin * width AS low, lowest + (bin + 1) * width AS high, count(*) AS n
FROM (SELECT lowest, width, least(39, greatest(0, floor((avg_rating - lowest) / width))) AS bin FROM user_statistics, settings)
GROUP BY ALL ORDER BY low;
