using RetailBus.Cli.Commands;

namespace RetailBus.Cli.Tests;

public class ExitCodeTests
{
    private const string Nobody = "http://127.0.0.1:1";

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("land")]
    [InlineData("runs", "--state", "Nonsense")]
    [InlineData("runs", "--url", "not-an-address")]
    [InlineData("up", "--roles", "kitchen", "--data", "unused")]
    [InlineData("up", "--aws-url", "not-an-address", "--data", "unused")]
    [InlineData("publish", "orders.csv", "--url", Nobody)]
    [InlineData("land", "no-such-file.csv", "--url", Nobody)]
    [InlineData("runs", "show", "not-an-id", "--url", Nobody)]
    [InlineData("replay", "--dataset", "orders", "--url", Nobody)]
    [InlineData("replay", "--from", "yesterday", "--reason", "x", "--url", Nobody)]
    [InlineData("replay", "--state", "Held", "--reason", "x", "--url", Nobody)]
    public async Task Wrong_usage_ends_with_2(params string[] arguments) =>
        Assert.Equal(ExitCodes.WrongUsage, await RetailBusCommand.RunAsync(arguments));

    [Theory]
    [InlineData("runs", "--url", Nobody)]
    [InlineData("query", "select 1", "--url", Nobody)]
    [InlineData("reconcile", "--dry-run", "--url", Nobody)]
    public async Task A_stack_that_does_not_answer_ends_with_1(params string[] arguments) =>
        Assert.Equal(ExitCodes.Failed, await RetailBusCommand.RunAsync(arguments));

    [Fact]
    public async Task Help_ends_with_0() => Assert.Equal(ExitCodes.Done, await RetailBusCommand.RunAsync(["--help"]));
}
