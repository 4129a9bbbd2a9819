using RetailBus.Contracts.Quality;
using RetailBus.Orchestrator.Quality;

namespace RetailBus.Orchestrator.Tests.Quality;

/// <summary>Warnings against bands computed by hand, with the options' defaults: width 4, floors 20 % and 2 points.</summary>
public sealed class QualityReviewTests
{
    private static readonly Figures[] Steady = [.. Enumerable.Repeat(new Figures(), 6)];

    [Fact]
    public void The_band_is_the_median_and_four_deviations_by_the_median_distance_to_it()
    {
        // Median 100; distances 0, 2, 2, 1, 900, of which the median is 2; 4 × 1.4826 × 2 = 11.8608.
        var range = UsualRange.Of([100, 102, 98, 99, 1000], 4, _ => 0);

        Assert.Equal(88.1392, range.Lowest, 4);
        Assert.Equal(111.8608, range.Highest, 4);
    }

    [Fact]
    public void Of_an_even_number_the_median_is_the_middle_and_the_floor_widens_a_steady_band()
    {
        Assert.Equal(new UsualRange(1, 4), UsualRange.Of([2, 3, 2, 3], 1, median => median - 1));
        Assert.Equal(new UsualRange(80, 120), UsualRange.Of([100, 100, 100], 4, median => 0.2 * median));
    }

    [Fact]
    public void What_is_as_usual_gives_no_warning()
    {
        Assert.Empty(Warnings(new Figures(), Steady));
        Assert.Empty(Warnings(new Figures(Rows: 1200, Quarantined: 20, Stores: 12, WithoutCustomer: 20, Mean: 12), Steady));
    }

    [Fact]
    public void A_file_of_far_fewer_rows_gives_one_warning_and_none_for_the_values_that_went_with_them()
    {
        var warning = Assert.Single(Warnings(new Figures(Rows: 100, Stores: 2), Steady));

        Assert.Equal("The rows in the file are 100; usual is 800 to 1,200, by the last 6 runs.", warning.Message);
        Assert.Equal(
            (QualityMeasures.Rows, null, 100d, 800d, 1200d, 6),
            (warning.Measure, warning.Column, warning.Value, warning.Lowest, warning.Highest, warning.Runs));
    }

    public static TheoryData<string, string> Sudden => new()
    {
        { QualityMeasures.QuarantinedShare, "The share of quarantined rows is 5%; usual is 0% to 2%, by the last 6 runs." },
        { QualityMeasures.NullShare, "The share of rows without customer_id is 50%; usual is 0% to 2%, by the last 6 runs." },
        { QualityMeasures.Distinct, "The number of different store_id is 7; usual is 8 to 12, by the last 6 runs." },
        { QualityMeasures.Mean, "The mean of amount is 12.5; usual is 8 to 12, by the last 6 runs." },
    };

    [Theory]
    [MemberData(nameof(Sudden))]
    public void A_sudden_change_is_told_with_what_it_is_and_what_is_usual(string measure, string message)
    {
        var sudden = measure switch
        {
            QualityMeasures.QuarantinedShare => new Figures(Quarantined: 50),
            QualityMeasures.NullShare => new Figures(WithoutCustomer: 500),
            QualityMeasures.Distinct => new Figures(Stores: 7),
            _ => new Figures(Mean: 12.5m),
        };

        var warning = Assert.Single(Warnings(sudden, Steady));

        Assert.Equal((measure, message), (warning.Measure, warning.Message));
    }

    [Fact]
    public void With_few_runs_before_nothing_is_said() => Assert.Empty(Warnings(new Figures(Rows: 1), Steady[..4]));

    [Fact]
    public void One_odd_run_does_not_make_the_next_odd_one_usual() =>
        Assert.Single(Warnings(new Figures(Rows: 100), [.. Steady, new Figures(Rows: 100)]));

    [Fact]
    public void A_dataset_whose_files_vary_has_a_wide_band()
    {
        // Median 1000, distances 600, 300, 0, 400, 900: their median is 400, and 4 × 1.4826 × 400 is more than all that can be missing.
        Figures[] varied = [new(Rows: 400), new(Rows: 700), new(), new(Rows: 1400), new(Rows: 1900)];

        Assert.Empty(Warnings(new Figures(Rows: 50), varied));
    }

    [Fact]
    public void In_a_file_of_few_rows_one_bad_one_says_nothing()
    {
        // Three by five rows is 60 %.
        Figures[] small = [.. Enumerable.Repeat(new Figures(Rows: 5), 5)];

        Assert.Empty(Warnings(new Figures(Rows: 5, Quarantined: 1), small));
    }

    [Fact]
    public void A_file_without_an_accepted_row_is_compared_by_its_rows()
    {
        var none = new BatchQuality { Rows = 0, Columns = [] };
        var counts = new Figures(Rows: 1000, Quarantined: 1000).Counts;

        var warning = Assert.Single(new QualityReview(new QualityOptions()).Compare(counts, none, [.. Steady.Select(run => run.Point())]));

        Assert.Equal(QualityMeasures.QuarantinedShare, warning.Measure);
    }

    private static IReadOnlyList<QualityWarning> Warnings(Figures run, IReadOnlyList<Figures> before) =>
        new QualityReview(new QualityOptions()).Compare(run.Counts, run.Quality, [.. before.Select(point => point.Point())]);
}
