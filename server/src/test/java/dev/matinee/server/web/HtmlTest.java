package dev.matinee.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes markup, and what never does. */
class HtmlTest {
    @Test
    void textsAndAttributesStandForThemselves() {
        String evil = "\"><script>alert('&')</script>";
        String escaped = "&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;";
        assertThat(Html.el("p.note", evil).with("title", evil).toString())
                .isEqualTo("<p class=\"note\" title=\"" + escaped + "\">" + escaped + "</p>");
    }

    @Test
    void piecesCollectionsAndOptionalsAreTakenApart() {
        Html list = Html.el("ul", List.of(Html.el("li", 1), Html.el("li", Optional.of("b"))), Optional.empty());
        assertThat(list.toString()).isEqualTo("<ul><li>1</li><li>b</li></ul>");
        assertThat(Html.NONE.isEmpty()).isTrue();
        assertThat(list.isEmpty()).isFalse();
    }

    @Test
    void elementsWithoutContentHaveNoEnd() {
        assertThat(Html.el("input")
                        .with("name", "a")
                        .with("checked", true)
                        .with("disabled", false)
                        .toString())
                .isEqualTo("<input name=\"a\" checked>");
    }
}
