package dev.matinee.data.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Cuts texts into words as Lucene does for English: by the rules of Unicode, in lower case, without accents, possessives and stop
 * words, and with each word's stem beside it. Texts in other languages and scripts are cut by the same rules, so that their
 * words are found again, unstemmed. Not thread-safe.
 */
public final class EnglishWords implements AutoCloseable {
    private static final CharArraySet STOP_WORDS = stopWords();

    private final Analyzer words = new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokenizer = new StandardTokenizer();
            TokenStream plain = new ASCIIFoldingFilter(new LowerCaseFilter(new EnglishPossessiveFilter(tokenizer)));
            return new TokenStreamComponents(tokenizer, new StopFilter(plain, STOP_WORDS));
        }
    };

    /** The stop words of the Snowball project, which come with Lucene. */
    private static CharArraySet stopWords() {
        try (InputStream in = SnowballFilter.class.getResourceAsStream("english_stop.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of stop words is missing");
            }
            return WordlistLoader.getSnowballWordSet(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private final Single single = new Single();
    private final TokenStream stems = new PorterStemFilter(single);
    private final CharTermAttribute stem = stems.getAttribute(CharTermAttribute.class);

    /** A stream of one word, over which the stemmer works. */
    private static final class Single extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String word = "";
        private boolean pending;

        void put(String word) {
            this.word = word;
            pending = true;
        }

        @Override
        public boolean incrementToken() {
            if (!pending) {
                return false;
            }
            clearAttributes();
            term.append(word);
            pending = false;
            return true;
        }
    }

    /** Hands over every word of a text in order: its stem, and the word itself in lower case and without accents. */
    public void forEach(String text, BiConsumer<String, String> taker) {
        try (TokenStream stream = words.tokenStream("text", text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                String word = term.toString();
                taker.accept(stem(word), word);
            }
            stream.end();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String stem(String word) throws IOException {
        single.put(word);
        return stems.incrementToken() ? stem.toString() : word;
    }

    @Override
    public void close() {
        words.close();
        try {
            stems.close();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
