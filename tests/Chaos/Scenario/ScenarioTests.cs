namespace RetailBus.Chaos.Scenario;

public sealed class ScenarioTests
{
    [Fact]
    public void A_seed_always_gives_the_same_landings()
    {
        Assert.Equal(ScenarioGenerator.Generate(7, 300), ScenarioGenerator.Generate(7, 300));
        Assert.NotEqual(ScenarioGenerator.Generate(7, 300), ScenarioGenerator.Generate(8, 300));
    }

    [Fact]
    public void Every_kind_of_landing_occurs() => Assert.Equal(
        [
            "back to an earlier content", "copy under another name", "correction in place", "correction under another name", "original", "overlap",
            "same bytes again", "unreadable",
        ],
        ScenarioGenerator.Generate(7, 1000).Select(landing => landing.What).Distinct().Order(StringComparer.Ordinal));
}
