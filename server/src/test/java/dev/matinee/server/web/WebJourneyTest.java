package dev.matinee.server.web;

import static com.codeborne.selenide.Condition.attribute;
import static com.codeborne.selenide.Condition.exist;
import static com.codeborne.selenide.Condition.text;
import static com.codeborne.selenide.Condition.visible;
import static com.codeborne.selenide.Selenide.$;
import static com.codeborne.selenide.Selenide.$$;
import static com.codeborne.selenide.Selenide.$x;
import static org.assertj.core.api.Assertions.assertThat;

import com.codeborne.selenide.CollectionCondition;
import com.codeborne.selenide.WebDriverRunner;
import dev.matinee.data.catalog.Catalog;
import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.Run;
import dev.matinee.engine.models.Biases;
import dev.matinee.engine.models.ImplicitAls;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Evaluator;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.lab.segments.SegmentStore;
import dev.matinee.server.SampleService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people do with the pages, in a real browser: nothing fails on the way, and everybody can use them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebJourneyTest {
    private static final Run RUN = Run.seeded(42);
    private static final long LARGEST_FIRST_PAGE = 200 * 1024;

    @SuppressWarnings("NullAway.Init")
    private SampleService sample;

    @SuppressWarnings("NullAway.Init")
    private Browser browser;

    @BeforeAll
    void serve(@TempDir Path folder) {
        Browser.assume();
        Workspace workspace = SampleService.workspace(folder.resolve("workspace"));
        SampleService.train(workspace, ImplicitAls.defaults().factors(4).iterations(2));
        try (Catalog catalog = workspace.catalog()) {
            Segmentation segmentation = Segmentation.defaults()
                    .count(ClusterCount.defaults().given(3))
                    .resamples(0);
            new SegmentStore(workspace).save("audience", segmentation.segment(catalog, RUN));
            new Evaluator(
                            catalog.dataCard().name(),
                            catalog.interactions(RUN),
                            EvaluationPlan.defaults(),
                            EvaluationStore.in(workspace.evaluationsFolder()))
                    .evaluate(
                            List.of(Biases.defaults(), ImplicitAls.defaults().factors(8).iterations(3)), RUN);
        }
        sample = SampleService.of(workspace);
        browser = Browser.at(sample.service().address());
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (sample != null) {
            sample.close();
        }
    }

    private void assertGood(String where) {
        browser.settle();
        browser.assertClean(where);
        browser.assertAccessible(where);
        long overflow = ((Number) browser.run(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
        assertThat(overflow).as("nothing stands out at the side of " + where).isZero();
    }

    @Test
    void theOverviewShowsTheAudienceAndIsSmall() {
        browser.open("/");
        $("h1").shouldHave(text("movielens-small"));
        $$(".movies .movie").shouldHave(CollectionCondition.size(12));
        browser.settle();
        assertThat(browser.bytesOfPage()).isLessThan(LARGEST_FIRST_PAGE);
        $("#ratingDistribution").should(exist, Duration.ofSeconds(30));
        $("#ratingDistribution").scrollTo();
        $("#ratingDistribution figure.chart svg").shouldBe(visible);
        $("#ratingDistribution .plot").hover();
        $("#ratingDistribution figure.chart").shouldHave(attribute("data-drawn", "bars"));
        assertGood("/");
        $("select[name=genre]").selectOption("Western");
        $("#top-list .movie").shouldHave(text("Western"));
        $("input[name=from]").setValue("2090");
        $("#top-list").shouldHave(text("There is no such movie."));
        $("#quality").shouldHave(text("No title"));
        $("a[href='/overview/rejected/noTitle']").shouldNot(exist);
        browser.open("/overview/rejected/duplicate");
        $("main").shouldHave(text("No row was rejected for this."));
        assertGood("rejected rows");
    }

    @Test
    void aUserIsFoundAndTheListFollowsWhatIsChosen() {
        browser.open("/recommendations");
        assertGood("choosing a user");
        $("input[name=search]").setValue("42");
        $("#users a[href='/recommendations?user=42']").click();
        $("h1").shouldHave(text("User 42"));
        $("#lists .reasons").shouldHave(text("Because of"));
        assertGood("recommendations");
        $("select[name=beside]").selectOption("biases");
        $$("#lists .list").shouldHave(CollectionCondition.size(2));
        $("select[name=genre]").selectOption("Comedy");
        $$("#lists .movie").shouldHave(CollectionCondition.allMatch("comedies", one -> one.getText().contains("Comedy")));
        assertThat(WebDriverRunner.url()).contains("user=42").contains("beside=biases").contains("genre=Comedy");
        String link = WebDriverRunner.url();
        assertGood("two models");
        browser.open(link.substring(link.indexOf("/recommendations")));
        $$("#lists .list").shouldHave(CollectionCondition.size(2));
        browser.open("/recommendations/random?segment=");
        $("h1").shouldHave(text("User "));
    }

    @Test
    void aModelIsTrainedPutInUseAndRolledBack() {
        browser.open("/models");
        $("#leaderboard table").shouldHave(text("implicit-als"));
        assertGood("/models");
        $x("//button[text()='Compare']").click();
        $("#metrics").shouldHave(text("ndcg@10"));
        assertGood("two evaluations");
        browser.open("/models/implicit-als");
        $("#settings").shouldHave(text("factors"));
        assertGood("a model");
        browser.open("/models/train?model=implicit-als");
        assertGood("training");
        $("input[name=set-factors]").setValue("3");
        $("input[name=set-iterations]").setValue("1");
        $x("//button[text()='Train implicit-als']").click();
        $("h1").shouldHave(text("Train implicit-als"));
        $("#state .badge").shouldHave(text("done"), Duration.ofSeconds(60));
        assertGood("a job");
        browser.open("/models");
        $("button[aria-label='Put in use: implicit-als 0003']").click();
        $("#kept").shouldHave(text("implicit-als 0003"));
        $("button[aria-label='Put in use: implicit-als 0002']").click();
        $("button[aria-label='Put in use: implicit-als 0003']").shouldBe(visible);
        browser.assertClean("rolling back");
    }

    @Test
    void settingsAreTriedUntilThatIsCancelled() {
        browser.open("/models/tune?model=implicit-als");
        assertGood("tuning");
        $("input[name=trials]").setValue("200");
        $x("//button[text()='Tune implicit-als']").click();
        $("#state .badge").shouldHave(text("running"), Duration.ofSeconds(60));
        $x("//button[text()='Cancel']").click();
        $("#state .badge").shouldHave(text("cancelled"), Duration.ofSeconds(30));
        browser.assertClean("cancelling");
    }

    @Test
    void everythingFitsOnAPhone() {
        browser.size(390, 844);
        for (String page : List.of("/", "/recommendations", "/recommendations?user=42&beside=biases", "/models", "/models/train")) {
            browser.open(page);
            assertGood(page + " on a phone");
        }
        browser.size(1280, 900);
    }

    @Test
    void whatIsNotThereIsSaid() {
        browser.open("/nowhere");
        $("h1").shouldHave(text("Not found"));
        browser.open("/recommendations?user=nobody");
        $("[role=alert]").shouldHave(text("nobody"));
        browser.forgetFaults();
        assertGood("what is not there");
    }
}
