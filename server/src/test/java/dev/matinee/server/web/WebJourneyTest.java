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
import dev.matinee.lab.factors.FactorAnalysis;
import dev.matinee.lab.factors.FactorStore;
import dev.matinee.lab.leaderboard.EvaluationPlan;
import dev.matinee.lab.leaderboard.EvaluationStore;
import dev.matinee.lab.leaderboard.Evaluator;
import dev.matinee.lab.likes.LikesEvaluator;
import dev.matinee.lab.likes.LikesForest;
import dev.matinee.lab.likes.LikesSettings;
import dev.matinee.lab.likes.LikesStore;
import dev.matinee.lab.likes.Protocol;
import dev.matinee.lab.segments.ClusterCount;
import dev.matinee.lab.segments.SegmentStore;
import dev.matinee.lab.segments.Segmentation;
import dev.matinee.server.SampleService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            new FactorStore(workspace)
                    .save("tastes", FactorAnalysis.defaults().factors(4).find(catalog, RUN));
            new Evaluator(
                            catalog.dataCard().name(),
                            catalog.interactions(RUN),
                            EvaluationPlan.defaults(),
                            EvaluationStore.in(workspace.evaluationsFolder()))
                    .evaluate(
                            List.of(
                                    Biases.defaults(),
                                    ImplicitAls.defaults().factors(8).iterations(3)),
                            RUN);
            LikesSettings quick = LikesForest.defaults()
                    .with(Map.of("predictors", "none", "factors", 0, "folds", 2, "trees", 5, "sample", 2_000))
                    .with(Map.of("features", "user_mean+movie_mean"));
            new LikesStore(workspace)
                    .keep(new LikesEvaluator(catalog.dataCard().name(), catalog.interactions(RUN))
                            .evaluate(
                                    List.of(new LikesEvaluator.Candidate(quick, "baseline")),
                                    List.of(Protocol.KNOWN_USERS),
                                    RUN));
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

    /** Nothing failed on a page, everybody can use it, and nothing stands out at its side. */
    private void assertGood(String where) {
        assertFits(where);
        browser.assertAccessible(where);
    }

    private void assertFits(String where) {
        browser.settle();
        browser.assertClean(where);
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
        $$("#lists .movie")
                .shouldHave(CollectionCondition.allMatch(
                        "comedies", one -> one.getText().contains("Comedy")));
        assertThat(WebDriverRunner.url())
                .contains("user=42")
                .contains("beside=biases")
                .contains("genre=Comedy");
        String link = Objects.requireNonNull(WebDriverRunner.url());
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
    void whetherUsersWillLikeAMovieIsShownInCurves() {
        browser.open("/models/likes-forest");
        $("h1").shouldHave(text("likes-forest"));
        $("#likes").shouldHave(text("likes-forest")).shouldHave(text("rocAuc"));
        $$("#likes figure.chart svg").shouldHave(CollectionCondition.sizeGreaterThan(1));
        assertGood("a classifier of likes");
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
    void usersAreDividedAnew() {
        browser.open("/segments");
        $("#who").shouldHave(text("users"));
        $("#map figure.chart svg").shouldBe(visible);
        assertGood("/segments");
        $("#divide input[name=name]").setValue("journey");
        $("#divide input[name=k]").setValue("2");
        $("#divide button").click();
        $("#state .badge").shouldHave(text("done"), Duration.ofSeconds(60));
        browser.open("/segments?name=journey");
        $$("#who .card").shouldHave(CollectionCondition.size(2));
        browser.assertClean("new segments");
    }

    @Test
    void moviesAreFoundOnTheMapOfTastes() {
        browser.open("/tastes");
        $("#factors").shouldHave(text("At one end"));
        $("#map figure.chart").shouldHave(attribute("data-drawn", "scatter"));
        $("input[name=find]").setValue("matrix");
        $(".finder output").shouldHave(text("Matrix"));
        $("[data-zoom=out]").click();
        $("[data-zoom=all]").click();
        assertGood("/tastes");
        browser.open("/tastes?view=raw");
        assertGood("/tastes?view=raw");
    }

    @Test
    void anExperimentIsBegunAndEnded() {
        browser.open("/experiments");
        assertGood("/experiments");
        $("input[name=name]").setValue("journey");
        $("select[name=control]").selectOption("biases 0001");
        $("select[name=treatment]").selectOptionContainingText("implicit-als");
        $x("//button[text()='Begin']").click();
        $("h1").shouldHave(text("Experiment journey"));
        $("#likes").shouldHave(text("Not clear yet"));
        assertGood("an experiment");
        $x("//button[text()='End the experiment']").click();
        $(".tiles").shouldHave(text("stopped on request"));
        browser.assertClean("ending an experiment");
    }

    @Test
    void aFileIsUploadedLookedAtAndThrownAway(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("stars.csv"),
                "customer,film,stars\n" + "1,10,4\n1,20,5\n2,10,3\n2,20,wrong\n3,10,1\n3,20,2\n");
        browser.open("/data");
        assertGood("/data");
        $("input[name=file]").uploadFile(file.toFile());
        $x("//button[text()='Upload']").click();
        $("pre").shouldHave(text("customer,film,stars"));
        assertGood("a source");
        $("input[name=column-user]").setValue("customer");
        $("input[name=column-movie]").setValue("film");
        $("input[name=column-rating]").setValue("stars");
        $x("//button[text()='Look at it']").click();
        $("#state .badge").shouldHave(text("done"), Duration.ofSeconds(60));
        browser.open("/data");
        $("#checked").shouldHave(text("Unparsable")).shouldHave(text("2,20,wrong"));
        assertGood("what was found");
        $x("//button[text()='Throw it away']").click();
        $("#checked").shouldNot(exist);
        browser.assertClean("throwing away");
    }

    @Test
    void similarMoviesComeWithTheirReason() {
        browser.open("/similar");
        assertGood("/similar");
        $("input[name=search]").setValue("toy stor");
        $("#titles a[href='/similar?movie=1']").click();
        $("h1").shouldHave(text("Movies like Toy Story"));
        $$(".movies .reasons").shouldHave(CollectionCondition.sizeGreaterThan(0));
        assertGood("similar movies");
        for (String way : List.of("By content", "By ratings", "Mixed")) {
            $x("//nav[contains(@class,'tabs')]/a[text()='" + way + "']").click();
            $(".tabs [aria-current]").shouldHave(text(way));
            browser.settle().assertClean(way);
        }
    }

    @Test
    void theListOfANewVisitorFollowsEachAnswer() {
        browser.open("/visitor");
        $("#list").shouldHave(text("What everybody watches"));
        assertGood("/visitor");
        $(".rate a:last-child").click();
        $("#list").shouldHave(text("What you would like"));
        $$("#given li").shouldHave(CollectionCondition.size(1));
        String first = $("#list ol").getText();
        $(".rate a:first-child").click();
        $$("#given li").shouldHave(CollectionCondition.size(2));
        $("#list ol").shouldNotHave(com.codeborne.selenide.Condition.exactText(first));
        $(".skip-it").click();
        browser.settle();
        assertGood("a visitor");
        String link = Objects.requireNonNull(WebDriverRunner.url());
        browser.open(link.substring(link.indexOf("/visitor")));
        $$("#given li").shouldHave(CollectionCondition.size(2));
        $x("//a[text()='take back']").click();
        $$("#given li").shouldHave(CollectionCondition.size(1));
        browser.assertClean("taking back");
    }

    @Test
    void everythingFitsOnAPhone() {
        browser.size(390, 844);
        for (String page : List.of(
                "/",
                "/recommendations",
                "/recommendations?user=42&beside=biases",
                "/models",
                "/models/train",
                "/segments",
                "/tastes",
                "/experiments",
                "/data",
                "/similar?movie=1",
                "/visitor")) {
            browser.open(page);
            assertFits(page + " on a phone");
            browser.assertAccessibleAsShown(page + " on a phone");
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
