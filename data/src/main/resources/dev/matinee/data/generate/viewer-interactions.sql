-- The tables of the viewer-interactions database, and the dictionary that describes them.
CREATE TABLE viewer_ratings (movie_id INTEGER, customer_id INTEGER, rating REAL, date TEXT, anomalous_date INTEGER);
CREATE TABLE movies (movie_id INTEGER PRIMARY KEY, year_of_release REAL, title TEXT);
CREATE TABLE user_statistics (
  customer_id INTEGER PRIMARY KEY, total_ratings INTEGER, avg_rating REAL, std_rating REAL, min_rating REAL,
  max_rating REAL, unique_movies INTEGER, first_rating_date TEXT, last_rating_date TEXT, activity_days INTEGER);
CREATE TABLE movie_statistics (
  movie_id INTEGER PRIMARY KEY, total_ratings INTEGER, avg_rating REAL, std_rating REAL, min_rating REAL,
  max_rating REAL, unique_users INTEGER, first_rating_date TEXT, last_rating_date TEXT, activity_days INTEGER);
CREATE TABLE data_dictionary (table_name TEXT, field_name TEXT, data_type TEXT, description TEXT);
INSERT INTO data_dictionary VALUES
  ('viewer_ratings', 'movie_id', 'integer', 'The movie rated'),
  ('viewer_ratings', 'customer_id', 'integer', 'The viewer who rated'),
  ('viewer_ratings', 'rating', 'float', 'Rating from 1 to 5 stars; missing in one row of ten'),
  ('viewer_ratings', 'date', 'date', 'Day of the rating'),
  ('viewer_ratings', 'anomalous_date', 'integer', '1 where the day cannot be right, otherwise missing'),
  ('movies', 'movie_id', 'integer', 'Number of the movie'),
  ('movies', 'year_of_release', 'float', 'Year in which the movie came out; missing for some'),
  ('movies', 'title', 'string', 'Title of the movie; missing for some'),
  ('user_statistics', 'customer_id', 'integer', 'Number of the viewer'),
  ('user_statistics', 'total_ratings', 'integer', 'Ratings the viewer gave'),
  ('user_statistics', 'avg_rating', 'float', 'Mean rating of the viewer'),
  ('user_statistics', 'std_rating', 'float', 'Sample standard deviation of the viewer''s ratings; missing for one rating'),
  ('user_statistics', 'min_rating', 'float', 'Lowest rating of the viewer'),
  ('user_statistics', 'max_rating', 'float', 'Highest rating of the viewer'),
  ('user_statistics', 'unique_movies', 'integer', 'Different movies the viewer rated'),
  ('user_statistics', 'first_rating_date', 'date', 'Day of the viewer''s first rating'),
  ('user_statistics', 'last_rating_date', 'date', 'Day of the viewer''s last rating'),
  ('user_statistics', 'activity_days', 'integer', 'Days from the viewer''s first to last rating'),
  ('movie_statistics', 'movie_id', 'integer', 'Number of the movie'),
  ('movie_statistics', 'total_ratings', 'integer', 'Ratings the movie got'),
  ('movie_statistics', 'avg_rating', 'float', 'Mean rating of the movie'),
  ('movie_statistics', 'std_rating', 'float', 'Sample standard deviation of the movie''s ratings; missing for one rating'),
  ('movie_statistics', 'min_rating', 'float', 'Lowest rating of the movie'),
  ('movie_statistics', 'max_rating', 'float', 'Highest rating of the movie'),
  ('movie_statistics', 'unique_users', 'integer', 'Different viewers who rated the movie'),
  ('movie_statistics', 'first_rating_date', 'date', 'Day of the movie''s first rating'),
  ('movie_statistics', 'last_rating_date', 'date', 'Day of the movie''s last rating'),
  ('movie_statistics', 'activity_days', 'integer', 'Days from the movie''s first to last rating'),
  ('_metadata', 'source', 'string', 'Synthetic: no person gave these ratings'),
  ('_metadata', 'seed', 'integer', 'The ratings are made again from the same seed'),
  ('_metadata', 'date', 'date', 'Statistics leave out rows without a rating or with an anomalous date');
